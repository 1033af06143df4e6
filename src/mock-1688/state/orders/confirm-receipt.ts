import { closeRefund } from '../refunds/move-refund.ts'
import type { World } from '../world.ts'
import type { Order } from './order.ts'
import { pushOrder } from './order-message.ts'

/** Confirms receipt of some lines (null = all): releases the money, closes their in-sale refunds; the last line ends the trade. */
export function confirmReceipt(world: World, order: Order, subItemIds: readonly string[] | null): void {
  const now = world.clock.now()
  const hit = order.lines.filter(
    (line) => line.receivedAt === null && line.status !== 'cancel' && (subItemIds === null || subItemIds.includes(line.subItemId)),
  )
  for (const line of hit) {
    line.receivedAt = now
    line.status = 'confirm_goods'
    closeInSale(world, order, line.subItemId)
  }
  const done = order.lines.every((line) => line.receivedAt !== null || line.status === 'cancel')
  if (done) order.status = 'confirm_goods'
  if (done) order.receivedAt = now
  pushOrder(world, order, 'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', { currentStatus: 'confirm_goods_and_has_subsidy' })
  if (!done) return
  order.status = 'success'
  order.completedAt = now
  for (const line of order.lines) if (line.status === 'confirm_goods') line.status = 'success'
  pushOrder(world, order, 'ORDER_BUYER_VIEW_ORDER_SUCCESS')
}

function closeInSale(world: World, order: Order, subItemId: string): void {
  for (const refund of world.refunds.ofOrder(order.orderId)) {
    if (refund.entryIds.includes(subItemId)) closeRefund(world, refund, { operator: 'buyer', action: 'BUYER_RECEIVE_CLOSE' })
  }
}
