import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { ReasonCode } from './reasons.ts'
import type { RefundState } from './refund-states.ts'
import type { RefundType } from './refund-types.ts'

/** One claim for money back on some units of one line. */
export type RefundCase = Tenant & {
  id: string
  orderId: string
  lineId: string
  purchaseId: string | null
  inspectionId: string | null
  state: RefundState
  type: RefundType
  reasonCode: ReasonCode
  description: string
  quantity: number
  currency: Currency
  /** What the partner asked for, in the order's currency and what that is upstream, in fen. */
  requestedMinor: bigint
  requestedFen: bigint
  upstreamRefundId: string | null
  upstreamStatus: string | null
  /** When 1688 had modified what was read last, in its own time. */
  upstreamModifiedAt: Date | null
  /** When the call that files upstream left us; an unknown outcome is looked up from just before. */
  filedAttemptAt: Date | null
  approvedFen: bigint | null
  payoutMinor: bigint | null
  /** What the payout consisted of, in minor units of the order's currency; null until it is made. */
  payoutParts: PayoutParts | null
  /** What the desk did with a claim that 1688 had closed; null before and for every other claim. */
  settlement: RefundSettlement | null
  /** Compensation that one person proposed and a second one has to agree to; null when nothing waits. */
  compensationProposal: CompensationProposal | null
  returnWaybillNo: string | null
  returnCourierCode: string | null
  deadlineAt: Date | null
  rejectReason: string | null
  evidenceFileIds: string[]
  /** Handed in after the claim was opened, each for one item of its reason's evidence. */
  evidenceItems: EvidenceItem[]
  /** What the reason still asks for while the case is in NEEDS_EVIDENCE; until then or `deadlineAt`, which closes it. */
  missingEvidence: string[]
  paidOutAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** How the desk ended a claim that 1688 had closed (domain.md 10.2): without money, or with ours. */
export type RefundSettlement = {
  outcome: 'CLOSED' | 'COMPENSATED'
  /** Of our own money, in the order's currency; null when there is none. */
  compensationMinor: bigint | null
  /** Units that lay on hold were put into stock as they are. */
  keptGoods: boolean
  /** Read by the partner. */
  reason: string
  /** Of compensation: what it was worth, who paid it, who agreed; claims settled before these were kept have none. */
  valueFen?: bigint | null
  makerId?: string
  checkerId?: string | null
  settledAt?: string
}

/** What one person of the desk would pay of our money, beyond the limit of one hand. */
export type CompensationProposal = {
  compensationMinor: bigint
  valueFen: bigint | null
  keepGoods: boolean
  reason: string
  makerId: string
  at: string
}

/** A picture, and what it is the evidence of: a shot or a paper of `REFUND_REASONS`. */
export type EvidenceItem = { fileId: string; item: string }

/** The components of one payout (domain.md 10.9): their sum is what the partner got. */
export type PayoutParts = {
  goodsMinor: bigint
  domesticFreightMinor: bigint
  serviceFeeMinor: bigint
  servicesMinor: bigint
  fxMarginMinor: bigint
  compensationMinor: bigint
}
