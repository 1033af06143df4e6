import { planShipment } from '../parcels/plan-shipment.ts'
import type { World } from '../world.ts'
import type { Order } from './order.ts'
import { pushOrder } from './order-message.ts'

/** Takes the money: the order waits for its seller, and the payment is pushed. Does nothing unless it awaits payment. */
export function payOrder(world: World, order: Order, channel: string): boolean {
  if (order.status !== 'waitbuyerpay') return false
  const now = world.clock.now()
  order.status = 'waitsellersend'
  order.paidAt = now
  order.payChannel = channel
  order.alipayTradeId = `20261010${order.orderId.slice(0, 12)}`
  for (const line of order.lines) line.status = 'waitsellersend'
  pushOrder(world, order, 'ORDER_BUYER_VIEW_ORDER_PAY')
  planShipment(world, order)
  return true
}
