import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { RefundState } from './refund-states.ts'

/** One claim for money back on some units of one line. */
export type RefundCase = Tenant & {
  id: string
  orderId: string
  lineId: string
  purchaseId: string | null
  inspectionId: string | null
  state: RefundState
  /** A code of refund-types.ts (domain.md 10.1). */
  type: string
  /** A code of reasons.ts (domain.md 10.5). */
  reasonCode: string
  description: string
  quantity: number
  currency: Currency
  /** What the partner asked for, in the order's currency and what that is upstream, in fen. */
  requestedMinor: bigint
  requestedFen: bigint
  upstreamRefundId: string | null
  upstreamStatus: string | null
  /** When the call that files upstream left us; an unknown outcome is looked up from just before. */
  filedAttemptAt: Date | null
  approvedFen: bigint | null
  payoutMinor: bigint | null
  returnWaybillNo: string | null
  returnCourierCode: string | null
  deadlineAt: Date | null
  rejectReason: string | null
  evidenceFileIds: string[]
  paidOutAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}
