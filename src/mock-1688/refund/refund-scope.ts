import type { Call } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { isAfterSale, type Order, type OrderLine } from '../state/orders/order.ts'
import { type GoodsStatus, isOpen } from '../state/refunds/refund.ts'
import { findOrder } from '../trade/find-order.ts'

const GOODS_STATUSES: readonly GoodsStatus[] = [
  'refundWaitSellerSend',
  'refundWaitBuyerReceive',
  'refundBuyerReceived',
  'aftersaleBuyerNotReceived',
  'aftersaleBuyerReceived',
]

export type RefundScope = { order: Order; lines: OrderLine[]; goodsStatus: GoodsStatus }

/** The order and lines a refund is about, checked: 5001 no order, 5002 not the buyer, 5003 goods status, 5010 wrong line or state. */
export function refundScope(call: Call, asked: { orderId: string; entryIds: readonly string[]; goodsStatus: string }): RefundScope {
  const order = findOrder(call, asked.orderId, { missing: '5001', foreign: '5002' })
  const goodsStatus = GOODS_STATUSES.find((one) => one === asked.goodsStatus)
  if (!goodsStatus) throw new BusinessError('5003', `货物状态不合法：${asked.goodsStatus}`)
  const lines = asked.entryIds.map((id) => order.lines.find((line) => line.subItemId === id)).filter((line) => line !== undefined)
  if (lines.length === 0 || lines.length < asked.entryIds.length) throw new BusinessError('5010', '子订单不属于该订单')
  const fits = order.paidAt !== null && lines.every((line) => goodsStatusFits(order, line, goodsStatus))
  if (!fits) throw new BusinessError('5010', `订单状态不支持：${order.status} / ${goodsStatus}`)
  return { order, lines, goodsStatus }
}

/** Throws 5010 when one of the lines already has an open refund: the only protection against a double submit. */
export function refuseSecondRefund({ world }: Call, scope: RefundScope): void {
  const open = world.refunds.ofOrder(scope.order.orderId).filter(isOpen)
  const busy = scope.lines.some((line) => open.some((refund) => refund.entryIds.includes(line.subItemId)))
  if (busy) throw new BusinessError('5010', '存在进行中的退款，请勿重复提交')
}

export type Limits = { goodsFen: number; postFen: number }

/** What can still be refunded of the lines, in fen; `counts` narrows the goods to part of a line's pieces. */
export function limitsOf(lines: readonly OrderLine[], counts: Readonly<Record<string, number>> = {}): Limits {
  const goodsFen = lines.reduce((sum, line) => {
    const left = line.itemAmountFen - line.refundedFen
    const count = counts[line.subItemId]
    return sum + (count === undefined ? left : Math.min(left, Math.floor((line.itemAmountFen * count) / line.quantity)))
  }, 0)
  return { goodsFen, postFen: lines.reduce((sum, line) => sum + line.sharePostageFen - line.refundedPostageFen, 0) }
}

function goodsStatusFits(order: Order, line: OrderLine, goodsStatus: GoodsStatus): boolean {
  if (line.status === 'cancel') return false
  if (goodsStatus.startsWith('aftersale')) return isAfterSale(order) || line.receivedAt !== null
  if (isAfterSale(order) || line.receivedAt !== null) return false
  return goodsStatus === 'refundWaitSellerSend' ? line.shippedQuantity === 0 : line.shippedQuantity > 0
}
