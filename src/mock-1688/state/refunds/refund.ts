import type { Changes } from '../changes.ts'
import type { RefundReason } from './reasons.ts'

export type RefundStatus = 'waitselleragree' | 'waitbuyermodify' | 'waitbuyersend' | 'waitsellerreceive' | 'refundsuccess' | 'refundclose'
export type GoodsStatus =
  | 'refundWaitSellerSend'
  | 'refundWaitBuyerReceive'
  | 'refundBuyerReceived'
  | 'aftersaleBuyerNotReceived'
  | 'aftersaleBuyerReceived'
export type DisputeRequest = 'refund' | 'returnRefund'
export type RefundOperator = 'buyer' | 'seller' | 'system'

export type RefundOperation = {
  at: number
  type: number
  operator: RefundOperator
  remark: string
  text: string
  before: RefundStatus
  after: RefundStatus
  vouchers: readonly string[]
}

/** All amounts in fen. */
export type Refund = {
  refundId: string
  number: string
  orderId: string
  entryIds: readonly string[]
  counts: Readonly<Record<string, number>>
  status: RefundStatus
  isAfterSale: boolean
  disputeRequest: DisputeRequest
  goodsStatus: GoodsStatus
  applyPaymentFen: number
  applyCarriageFen: number
  refundPaymentFen: number
  refundCarriageFen: number
  canRefundFen: number
  reason: RefundReason
  description: string
  vouchers: readonly string[]
  rejectReason: string | null
  rejectTimes: number
  freightBill: string | null
  courierName: string | null
  operations: RefundOperation[]
  appliedAt: number
  modifiedAt: number
  completedAt: number | null
  timeOutAt: number | null
  /** What the platform does when the time is out. */
  timeOutDoes: 'agree' | 'close' | 'refund' | null
  /** A test told the seller to say nothing: only the time-out answers. */
  silent: boolean
  /** The platform was called in and has not decided yet. */
  inArbitration: boolean
}

const OPEN_STATUSES: readonly RefundStatus[] = ['waitselleragree', 'waitbuyermodify', 'waitbuyersend', 'waitsellerreceive']

/** The order lines spell the same states in upper case (and close with a D). */
export const UPPER_STATUS: Readonly<Record<RefundStatus, string>> = {
  waitselleragree: 'WAIT_SELLER_AGREE',
  waitbuyermodify: 'WAIT_BUYER_MODIFY',
  waitbuyersend: 'WAIT_BUYER_SEND',
  waitsellerreceive: 'WAIT_SELLER_RECEIVE',
  refundsuccess: 'REFUND_SUCCESS',
  refundclose: 'REFUND_CLOSED',
}

export function isOpen(refund: Refund): boolean {
  return OPEN_STATUSES.includes(refund.status)
}

export class RefundStore {
  readonly #changes: Changes
  #byId = new Map<string, Refund>()
  #byOrder = new Map<string, Refund[]>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  get size(): number {
    return this.#byId.size
  }

  add(refund: Refund): void {
    this.#changes.mark('refunds', refund.refundId)
    this.#byId.set(refund.refundId, refund)
    const same = this.#byOrder.get(refund.orderId)
    if (same) same.push(refund)
    else this.#byOrder.set(refund.orderId, [refund])
  }

  /** By `TQ…` or by the bare number: both are seen on the wire. */
  find(refundId: string): Refund | undefined {
    const refund = this.#byId.get(refundId) ?? this.#byId.get(`TQ${refundId}`)
    if (refund) this.#changes.mark('refunds', refund.refundId)
    return refund
  }

  ofOrder(orderId: string): readonly Refund[] {
    const refunds = this.#byOrder.get(orderId) ?? []
    for (const refund of refunds) this.#changes.mark('refunds', refund.refundId)
    return refunds
  }

  newestFirst(): Refund[] {
    return [...this.#byId.values()].reverse()
  }
}
