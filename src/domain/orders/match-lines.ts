import type { UpstreamOrder, UpstreamOrderLine } from '../upstream/order.ts'
import type { OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'

/** What names goods in an upstream order. */
export type Goods = { offerId: string; specId: string | null }
export type Match = { line: OrderLine; upstream: UpstreamOrderLine }

/** Which of a purchase's lines its upstream order holds. */
export function matchLines(order: UpstreamOrder, purchase: Purchase, lines: OrderLine[]): Match[] {
  const ours = lines.filter((line) => line.purchaseId === purchase.id)
  return order.lines.flatMap((upstream) => {
    const line = ours.find((candidate) => isOf(candidate, upstream))
    return line === undefined ? [] : [{ line, upstream }]
  })
}

/** True when the line is of these goods. */
export function isOf(line: OrderLine, goods: Goods): boolean {
  return line.offerId === goods.offerId && line.specId === goods.specId
}

const PAID_STATUSES = new Set(['awaitingShipment', 'shipped', 'signed', 'received', 'completed'])

/** True once 1688 has the money, also of an order that was closed afterwards. */
export function isPaid(order: UpstreamOrder): boolean {
  return PAID_STATUSES.has(order.status) || (order.status === 'closed' && order.paidAt !== null)
}

/** True when nothing was paid for the order and nothing will be. */
export function isClosedUnpaid(order: UpstreamOrder): boolean {
  return order.status === 'closed' && order.paidAt === null
}

/** True while the line is to be bought or waits for an answer about it. */
export function isUnbought(line: OrderLine): boolean {
  return line.state === 'PURCHASING' || line.state === 'PRICE_CONFIRM_HOLD'
}

/** True while the line may be paid for: neither waiting for an answer nor asked to be stopped. */
export function isPayable(line: OrderLine): boolean {
  return line.state === 'PURCHASING' && line.stopAsked === null
}

/** What was quoted for the matched lines, in fen: goods and domestic freight. */
export function agreedFen(matches: Match[]): bigint {
  return matches.reduce((total, { line }) => total + line.goodsFen + line.domesticFreightFen, 0n)
}
