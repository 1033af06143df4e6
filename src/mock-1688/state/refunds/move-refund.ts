import { BusinessError } from '../../protocol/business-error.ts'
import { pushOrder } from '../orders/order-message.ts'
import type { World } from '../world.ts'
import { isOpen, type Refund, type RefundOperator } from './refund.ts'
import { REFUND_MACHINE, type RefundEvent } from './refund-machine.ts'

export type RefundMove = {
  operator: RefundOperator
  action: string
  /** `operateTypeInt`; 0 where no documented value exists. */
  type?: number
  remark?: string
  vouchers?: readonly string[]
}

/** Applies an event to a refund, logs the operation, shows it on the order lines and pushes it. Throws 5010 when the table has no such cell. */
export function moveRefund(world: World, refund: Refund, step: RefundMove & { event: RefundEvent }): void {
  const to = REFUND_MACHINE[refund.status][step.event]
  if (!to) throw new BusinessError('5010', `refund is ${refund.status}: ${step.event} is not allowed`)
  const before = refund.status
  refund.status = to
  refund.timeOutAt = null
  refund.timeOutDoes = null
  if (!isOpen(refund)) refund.completedAt = world.clock.now()
  announceRefund(world, refund, step, before)
}

/** Closes a refund that is still open and may be closed; leaves any other as it is. */
export function closeRefund(world: World, refund: Refund, move: RefundMove): void {
  if (REFUND_MACHINE[refund.status].close) moveRefund(world, refund, { ...move, event: 'close' })
}

/** Logs an operation, copies the status to the lines and pushes the refund's topic. */
export function announceRefund(world: World, refund: Refund, move: RefundMove, before = refund.status): void {
  const now = world.clock.now()
  refund.modifiedAt = now
  refund.operations.push({
    at: now,
    type: move.type ?? 0,
    operator: move.operator,
    remark: move.remark ?? '',
    text: `退款金额：${yuanText(refund.applyPaymentFen)}元|运费：${yuanText(refund.applyCarriageFen)}元|原因：${refund.reason.name}|说明：${move.remark ?? refund.description}`,
    before,
    after: refund.status,
    vouchers: move.vouchers ?? [],
  })
  const order = world.orders.find(refund.orderId)
  if (!order) return
  for (const line of order.lines.filter((one) => refund.entryIds.includes(one.subItemId))) {
    line.refundStatus = refund.status
    if (refund.isAfterSale) line.refundIdForAs = refund.refundId
    else line.refundId = refund.refundId
  }
  const topic = refund.isAfterSale ? 'ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES' : 'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES'
  // The message carries the number without `TQ`, as the real one may.
  pushOrder(world, order, topic, {
    currentStatus: refund.status,
    refundId: refund.number,
    operator: move.operator,
    refundAction: move.action,
  })
}

function yuanText(fen: number): string {
  return (fen / 100).toFixed(2)
}
