import type { Seller } from '../../catalogue/seller.ts'
import type { CargoLine } from './cargo.ts'

const FIRST_KG_FEN = 600
const NEXT_KG_FEN = 250

export type Sums = { goodsFen: number; carriageFen: number; discountFen: number; paymentFen: number; promotionId: string | null }

/** What an order of these lines costs, in fen: the seller's promotion is taken off the goods, freight goes by started kilograms. */
export function sumsOf(seller: Seller, lines: readonly CargoLine[], promotionId: string | null): Sums {
  const goodsFen = lines.reduce((sum, line) => sum + line.amountFen, 0)
  const { promotion } = seller
  // An absent id means the default promotion; any other id than the seller's is no promotion.
  const applies = promotion !== null && goodsFen >= promotion.fromFen && (promotionId === null || promotionId === promotion.id)
  const discountFen = applies ? promotion.offFen : 0
  const carriageFen = seller.freePostage ? 0 : carriageOf(lines)
  return {
    goodsFen,
    carriageFen,
    discountFen,
    paymentFen: goodsFen - discountFen + carriageFen,
    promotionId: applies ? promotion.id : null,
  }
}

/** Splits `amount` in proportion to `weights`, exactly: the remainder goes to the largest fractions, earlier lines first. */
export function splitExactly(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map((_, at) => (at === 0 ? amount : 0))
  const exact = weights.map((weight) => (amount * weight) / whole)
  const parts = exact.map(Math.floor)
  const missing = amount - parts.reduce((sum, part) => sum + part, 0)
  const order = exact
    .map((value, at) => ({ at, fraction: value - Math.floor(value) }))
    .sort((left, right) => right.fraction - left.fraction || left.at - right.at)
  const lucky = new Set(order.slice(0, missing).map((entry) => entry.at))
  return parts.map((part, at) => (lucky.has(at) ? part + 1 : part))
}

function carriageOf(lines: readonly CargoLine[]): number {
  // Freight "by agreement" is zero until the seller names it.
  const weighed = lines.filter((line) => line.product.quirk !== 'freightByAgreement')
  if (weighed.length === 0) return 0
  const grams = weighed.reduce((sum, line) => sum + (line.sku?.grams ?? line.product.grams) * line.quantity, 0)
  return FIRST_KG_FEN + Math.max(0, Math.ceil(grams / 1000) - 1) * NEXT_KG_FEN
}
