import type { World } from '../world.ts'
import { announceRefund, closeRefund, moveRefund } from './move-refund.ts'
import type { Refund, RefundStatus } from './refund.ts'
import { settleRefund } from './settle-refund.ts'

const HOUR_MS = 3_600_000

type Who = 'seller' | 'system'

/** The seller (or the time-out) agrees: money only is paid at once, a return waits for the goods. */
export function agreeRefund(world: World, refund: Refund, who: Who = 'seller'): void {
  const isReturn = refund.disputeRequest === 'returnRefund'
  const action =
    who === 'system'
      ? isReturn
        ? 'SYSTEM_AGREE_REFUND_PROTOCOL'
        : 'SYSTEM_AGREE_REFUND'
      : isReturn
        ? 'SELLER_AGREE_REFUND_PROCOTOL'
        : 'SELLER_AGREE_REFUND'
  moveRefund(world, refund, { event: isReturn ? 'agreeReturn' : 'agreeMoney', operator: who, action, type: isReturn ? 19 : 8 })
  if (isReturn) startTimer(world, refund)
  else settleRefund(world, refund)
}

/** The seller refuses the request, or the goods that came back. */
export function rejectRefund(world: World, refund: Refund, reason: string): void {
  const goods = refund.status === 'waitsellerreceive'
  moveRefund(world, refund, {
    event: goods ? 'rejectGoods' : 'reject',
    operator: 'seller',
    action: goods ? 'SELLER_REJECT_REFUND' : 'SELLER_REJECT_REFUND_PROCOTOL',
    type: 15,
    remark: reason,
  })
  refund.rejectReason = reason
  refund.rejectTimes += 1
  startTimer(world, refund)
}

/** The seller (or the time-out) confirms the goods that came back: the money is paid. */
export function receiveReturn(world: World, refund: Refund, who: Who = 'seller'): void {
  moveRefund(world, refund, {
    event: 'receive',
    operator: who,
    action: who === 'seller' ? 'SELLER_RECEIVE_GOODS' : 'SYSTEM_AGREE_REFUND',
    type: 8,
  })
  settleRefund(world, refund)
}

/** The buyer changes a refused request (on the site: no API of the solution does it). */
export function modifyRefund(
  world: World,
  refund: Refund,
  change: { applyPaymentFen?: number | undefined; description?: string | undefined },
): void {
  moveRefund(world, refund, { event: 'modify', operator: 'buyer', action: 'BUYER_MODIFY_REFUND_PROTOCOL' })
  refund.applyPaymentFen = change.applyPaymentFen ?? refund.applyPaymentFen
  refund.description = change.description ?? refund.description
  startTimer(world, refund)
}

/** The buyer sent the goods back. */
export function sendBack(
  world: World,
  refund: Refund,
  parcel: { freightBill: string; courierName: string; remark: string; vouchers: readonly string[] },
): void {
  refund.freightBill = parcel.freightBill
  refund.courierName = parcel.courierName
  moveRefund(world, refund, {
    event: 'sendBack',
    operator: 'buyer',
    action: 'BUYER_SEND_GOODS',
    type: 10,
    remark: parcel.remark,
    vouchers: parcel.vouchers,
  })
  startTimer(world, refund)
}

/** A new refund: announced, its timer started, and the seller's automatic reply planned when there is one. */
export function openRefund(world: World, refund: Refund): void {
  world.refunds.add(refund)
  announceRefund(world, refund, { operator: 'buyer', action: 'BUYER_APPLY_REFUND', type: 1, vouchers: refund.vouchers })
  startTimer(world, refund)
  const { refundReply, refundReplyHours } = world.settings.autopilot
  if (refundReply === 'silent') return
  world.schedule.add(world.clock.now() + refundReplyHours * HOUR_MS, {
    does: 'answerRefund',
    refundId: refund.refundId,
    reply: refundReply,
  })
}

/** The seller's automatic reply, unless the refund moved meanwhile or the seller was told to stay silent. */
export function answerRefund(world: World, refund: Refund, reply: 'agree' | 'reject'): void {
  if (refund.status !== 'waitselleragree' || refund.silent) return
  if (reply === 'agree') agreeRefund(world, refund)
  else rejectRefund(world, refund, '商品无质量问题')
}

/** What the platform does when the time is out; an older timer finds another time on the refund and does nothing. */
export function endRefundWait(world: World, refund: Refund, at: number): void {
  if (refund.timeOutAt !== at || refund.timeOutDoes === null) return
  if (refund.timeOutDoes === 'agree') agreeRefund(world, refund, 'system')
  else if (refund.timeOutDoes === 'refund') receiveReturn(world, refund, 'system')
  else closeRefund(world, refund, { operator: 'system', action: 'CRM_APPLY_TIMEOUT_CLOSE' })
}

type Timer = { hours(world: World, refund: Refund): number; does: 'agree' | 'close' | 'refund' }

/** What silence means in each state. */
const TIMERS: Readonly<Partial<Record<RefundStatus, Timer>>> = {
  waitselleragree: {
    hours: (world, refund) =>
      refund.goodsStatus === 'refundWaitSellerSend'
        ? world.settings.deadlines.sellerAnswerUnshippedHours
        : world.settings.deadlines.sellerAnswerHours,
    does: 'agree',
  },
  waitbuyermodify: { hours: (world) => world.settings.deadlines.buyerModifyHours, does: 'close' },
  waitbuyersend: { hours: (world) => world.settings.deadlines.buyerSendHours, does: 'close' },
  waitsellerreceive: { hours: (world) => world.settings.deadlines.sellerReceiveHours, does: 'refund' },
}

function startTimer(world: World, refund: Refund): void {
  const timer = TIMERS[refund.status]
  if (!timer) return
  const at = world.clock.now() + timer.hours(world, refund) * HOUR_MS
  refund.timeOutAt = at
  refund.timeOutDoes = timer.does
  world.schedule.add(at, { does: 'endRefundWait', refundId: refund.refundId, at })
}
