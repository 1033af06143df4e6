import type { World } from '../world.ts'
import type { CloseOperateType, Order } from './order.ts'
import { pushOrder } from './order-message.ts'

const TOPICS: Readonly<Record<CloseOperateType, string>> = {
  CLOSE_TRADE_BY_BUYER: 'ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE',
  CLOSE_TRADE_BY_SELLER: 'ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE',
  CLOSE_TRADE_BY_SYSTEM: 'ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE',
  CLOSE_TRADE_BY_BOPS: 'ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE',
  CLOSE_TRADE_BY_CREADIT: 'ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE',
}

/** Closes an order, puts what was not shipped back into stock, and pushes the close. */
export function closeOrder(world: World, order: Order, close: { by: CloseOperateType; reason: string; remark: string | null }): void {
  for (const line of order.lines) {
    if (line.shippedQuantity === 0 && line.status !== 'cancel') world.catalogue.take(line.offerId, line.specId, -line.quantity)
    line.status = 'cancel'
  }
  order.status = 'cancel'
  order.closeOperateType = close.by
  order.closeReason = close.reason
  order.closeRemark = close.remark
  order.completedAt = world.clock.now()
  pushOrder(world, order, TOPICS[close.by])
}

/** The payment time-out: closes an order nobody paid. */
export function closeUnpaid(world: World, order: Order): void {
  if (order.status === 'waitbuyerpay') closeOrder(world, order, { by: 'CLOSE_TRADE_BY_SYSTEM', reason: 'BUYER_NO_PAY', remark: null })
}
