import type { RefusedOutcome, UnknownOutcome, UpstreamRefundStatus } from './order.ts'

/** What the buyer says about the goods; in-sale until the trade is complete, after-sale afterwards. */
export type RefundGoodsStatus = 'notShipped' | 'inTransit' | 'received' | 'afterSaleNotReceived' | 'afterSaleReceived'

export type RefundReason = {
  reasonId: string
  name: string
  needsVoucher: boolean
  /** False: freight cannot be claimed with this reason. */
  freightRefundable: boolean
  tip: string | null
}

export type RefundLineCount = { lineId: string; count: number }

export type MaxRefundRequest = {
  upstreamOrderId: string
  goodsStatus: RefundGoodsStatus
  upstreamRefundId?: string
  lineCounts?: RefundLineCount[]
}

export type MaxRefund = { goodsFen: bigint; freightFen: bigint; totalFen: bigint }

export type RefundRequest = {
  upstreamOrderId: string
  lineIds: string[]
  kind: 'refundOnly' | 'returnAndRefund'
  /** Not shipped yet: must equal the goods amount paid. */
  goodsFen: bigint
  freightFen: bigint
  reasonId: string
  /** 2-150 characters. */
  description: string
  goodsStatus: RefundGoodsStatus
  /** From `uploadVoucher`; 1-5 when the reason needs them. */
  voucherUrls: string[]
  /** Part of a line: only in-sale, received, with return. */
  lineCounts?: RefundLineCount[]
}

export type RefundRefusalReason =
  | 'orderNotFound'
  | 'notBuyer'
  | 'goodsStatusInvalid'
  | 'reasonInvalid'
  | 'voucherNeeded'
  | 'freightNotAllowed'
  | 'stateOrDuplicate'
  | 'amount'
  | 'descriptionLength'
  | 'lineCount'
  | 'other'

/** `stateOrDuplicate` may hide an earlier success: look the order's refunds up before judging. */
export type RefundOutcome =
  | { kind: 'accepted'; upstreamRefundId: string }
  | RefusedOutcome<RefundRefusalReason>
  | (UnknownOutcome & { upstreamRefundId: string | null })

export type RefundOperation = { at: Date | null; by: 'buyer' | 'seller' | 'platform' | 'other'; text: string }

export type UpstreamRefund = {
  /** With the TQ prefix. */
  upstreamRefundId: string
  upstreamOrderId: string
  lineIds: string[]
  lineCounts: RefundLineCount[]
  status: UpstreamRefundStatus
  rawStatus: string
  phase: 'inSale' | 'afterSale' | 'unknown'
  goodsState: 'notReceived' | 'received' | 'sentBack' | 'unknown'
  appliedGoodsFen: bigint
  appliedFreightFen: bigint
  refundedGoodsFen: bigint
  refundedFreightFen: bigint
  maxFen: bigint | null
  reasonId: string | null
  reason: string | null
  rejectReason: string | null
  rejectTimes: number
  returnWaybillNo: string | null
  returnCarrierName: string | null
  appliedAt: Date | null
  modifiedAt: Date | null
  completedAt: Date | null
  /** When 1688 acts by itself if nobody else does. */
  timeoutAt: Date | null
  operations: RefundOperation[]
}

export type ReturnAddress = {
  receiverName: string
  phone: string | null
  province: string
  city: string
  district: string
  town: string | null
  street: string
  postCode: string | null
}

export type ReturnParcel = {
  upstreamRefundId: string
  carrierCode: string
  waybillNo: string
  description?: string
  voucherUrls?: string[]
}

export type LogisticsCompany = { code: string; name: string }

export type RefundPage = { refunds: UpstreamRefund[]; total: number; hasMore: boolean }
