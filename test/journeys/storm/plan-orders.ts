import type { Stack } from '../../support/stack.ts'
import type { MockProduct } from '../../support/stack-mock.ts'
import type { Habits, Line } from './storm-partner.ts'

/** Products every partner can buy some of without running the seller dry. */
export async function goodsOf({ control }: Stack): Promise<MockProduct[]> {
  const all = await control.products('quoteType=1&limit=150')
  return all
    .filter((one) => one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 3)
    .map((one) => ({ ...one, skus: one.skus.filter((sku) => sku.stock > 60) }))
    .filter((one) => one.skus.length > 1)
}

export type Plan = { lines: Line[]; habits: Habits }

/** Who orders what and how; all of it from the seed. */
export function planOrders(orders: number, goods: readonly MockProduct[], random: () => number): Plan[] {
  const bySeller = [...Map.groupBy(goods, (one) => one.seller.openId).values()]
  const one = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(random() * from.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  const lineOf = (product: MockProduct): Line => ({
    productId: `prd_${product.offerId}`,
    skuId: `sku_${one(product.skus).specId}`,
    quantity: 3 + Math.floor(random() * 2),
  })
  return Array.from({ length: orders }, () => {
    const seller = one(bySeller)
    const kind = random()
    const products = kind < 0.6 ? [one(goods)] : kind < 0.85 ? [one(seller), one(seller)] : [one(goods), one(goods), one(seller)]
    const lines = [...new Map(products.map(lineOf).map((line) => [line.skuId, line])).values()]
    const habits = {
      cancels: random() < 0.15,
      cancelAfterMs: Math.floor(random() ** 2 * 30_000),
      twice: random() < 0.1,
      impatient: random() < 0.1,
      neverPays: random() < 0.02,
    }
    return { lines, habits }
  })
}
