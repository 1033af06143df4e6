import { closeOrder } from '../orders/close-order.ts'
import type { Order } from '../orders/order.ts'
import { splitExactly } from '../orders/sums.ts'
import { markShipped } from '../parcels/ship-order.ts'
import type { World } from '../world.ts'
import type { Refund } from './refund.ts'

/** Gives the money back: books it on the lines; lines refunded in full end, and with the last one the order closes. */
export function settleRefund(world: World, refund: Refund): void {
  const order = world.orders.find(refund.orderId)
  if (!order) return
  refund.refundPaymentFen = refund.applyPaymentFen
  refund.refundCarriageFen = refund.applyCarriageFen
  const lines = order.lines.filter((line) => refund.entryIds.includes(line.subItemId))
  const goods = splitExactly(
    refund.applyPaymentFen,
    lines.map((line) => line.itemAmountFen - line.refundedFen),
  )
  const postage = splitExactly(
    refund.applyCarriageFen,
    lines.map((line) => line.sharePostageFen - line.refundedPostageFen),
  )
  lines.forEach((line, at) => {
    line.refundedFen += goods[at] ?? 0
    line.refundedPostageFen += postage[at] ?? 0
  })
  if (!refund.isAfterSale) endRefundedLines(world, order)
}

function endRefundedLines(world: World, order: Order): void {
  for (const line of order.lines) {
    if (line.status === 'cancel' || line.refundedFen < line.itemAmountFen) continue
    line.status = 'cancel'
    if (line.shippedQuantity === 0) world.catalogue.take(line.offerId, line.specId, -line.quantity)
  }
  const open = order.lines.filter((line) => line.status !== 'cancel')
  if (open.length === 0) closeOrder(world, order, { by: 'CLOSE_TRADE_BY_SELLER', reason: 'other', remark: '全额退款' })
  else if (order.status === 'waitsellersend' && open.every((line) => line.shippedQuantity >= line.quantity)) markShipped(world, order)
}
