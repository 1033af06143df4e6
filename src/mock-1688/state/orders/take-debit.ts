import type { World } from '../world.ts'
import type { Order } from './order.ts'
import { pushOrder } from './order-message.ts'
import { payOrder } from './pay-order.ts'

/** Takes the money of an order that awaits payment, and pushes that the debit went through. */
export function takeDebit(world: World, order: Order, channel: string): void {
  if (payOrder(world, order, channel)) pushBatchPay(world, order, 'successed')
}

/** Pushes how a debit ended; in this topic the order id is text. */
export function pushBatchPay(world: World, order: Order, status: string): void {
  pushOrder(world, order, 'ORDER_BATCH_PAY', { batchPay: [{ orderId: order.orderId, status }] })
}
