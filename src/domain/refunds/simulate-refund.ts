import type { AgentOrder, OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import { refundableUnits } from '../orders/quantities.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { Currency } from '../shared/currencies.ts'
import { Refusal } from '../shared/refusal.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import type { RefundGoodsStatus } from '../upstream/refund.ts'
import { goodsStatusOf, isOpenClaim, unitsPaidBack } from './claim-scope.ts'
import { type ClaimWorth, claimWorth } from './claim-worth.ts'
import { payoutParts } from './payout-parts.ts'
import { missingEvidence, REASON_CODES, type ReasonCode, reasonRule } from './reasons.ts'
import type { PayoutParts, RefundCase } from './refund-case.ts'
import { type RefundDeadline, refundDeadlines } from './refund-deadlines.ts'
import { PARTNER_REFUND_TYPES, type PartnerRefundType, REFUND_TYPES, type RefundFunding } from './refund-types.ts'
import { requirePossible } from './require-possible.ts'
import { payerOf } from './return-freight.ts'

/** What a claim depends on, as it is now. */
export type SimulatedClaim = {
  order: AgentOrder
  line: OrderLine
  purchase: Purchase | undefined
  cases: readonly RefundCase[]
  /** What proves a claim by now: the bench's shots and what is on record. */
  evidence: readonly string[]
  /** Null for all units that may still be claimed. */
  quantity: number | null
  /** Null for every reason. */
  reasonCode: ReasonCode | null
  now: Date
  rows: readonly RuleRow[]
}

/** One reason under one type: what it asks for, what it would pay in full, who pays a return. */
export type SimulatedReason = {
  reasonCode: ReasonCode
  payout: PayoutParts
  evidence: { required: readonly string[]; missing: readonly string[]; ifApplicable: readonly string[] }
  /** Null where nothing goes back. */
  returnFreight: { payer: 'seller' | 'partner'; isReclaimed: boolean } | null
  deadlines: RefundDeadline[]
}

/** One way to get money back; `refusal` is the code the request would be refused with now, null where it would be taken. */
export type SimulatedOption = {
  type: PartnerRefundType
  refusal: RefusalCode | null
  fundedBy: RefundFunding
  goods: (typeof REFUND_TYPES)[PartnerRefundType]['goods']
  agreedBy: string
  requestedMinor: bigint | null
  reasons: SimulatedReason[]
}

export type RefundSimulation = {
  currency: Currency
  /** Null while nothing is bought: then a cancel gives everything back. */
  goodsStatus: RefundGoodsStatus | null
  quantity: number
  refundableUnits: number
  refundableMinor: bigint
  options: SimulatedOption[]
}

/**
 * What a partner could ask for these units now, what each way pays if it is granted whole, by when and on what evidence (domain.md 10).
 * By the very rules a request is taken or refused with; nothing is written and 1688 is not asked, so its own ceiling may be lower.
 */
export function simulateRefund(claim: SimulatedClaim): RefundSimulation {
  const { order, line, purchase, cases } = claim
  const open = cases.filter(isOpenClaim)
  const units = refundableUnits(line) - open.reduce((total, other) => total + unitsPaidBack(other), 0)
  const quantity = claim.quantity ?? Math.max(1, units)
  const openMinor = open.reduce((total, other) => total + other.requestedMinor, 0n)
  return {
    currency: order.currency,
    goodsStatus: purchase === undefined || line.upstreamEntryId === null ? null : goodsStatusOf(line, purchase),
    quantity,
    refundableUnits: Math.max(0, units),
    refundableMinor: line.totalMinor - line.refundedMinor - openMinor,
    options: PARTNER_REFUND_TYPES.map((type) => optionOf(claim, { type, quantity, open, units })),
  }
}

type Option = { type: PartnerRefundType; quantity: number; open: readonly RefundCase[]; units: number }

function optionOf(claim: SimulatedClaim, option: Option): SimulatedOption {
  const { type } = option
  const { funding, goods, agreedBy } = REFUND_TYPES[type]
  const codes = REASON_CODES.filter((code) => reasonRule(code).types.includes(type) && (claim.reasonCode ?? code) === code)
  const tried = worthOf(claim, option)
  const known = { type, fundedBy: funding, goods, agreedBy }
  if ('refusal' in tried) return { ...known, refusal: tried.refusal, requestedMinor: null, reasons: [] }
  const reasons = codes.map((code) => reasonOf(claim, { ...option, code, worth: tried }))
  return { ...known, refusal: codes.length === 0 ? 'refund.reason_not_allowed' : null, requestedMinor: tried.requestedMinor, reasons }
}

/** What these units cost, or why the request would be refused: asked of the rules of a real one. */
function worthOf(
  { line, purchase, order }: SimulatedClaim,
  { type, quantity, open, units }: Option,
): ClaimWorth | { refusal: RefusalCode } {
  try {
    requirePossible({ line, type, quantity, amountMinor: null }, purchase)
    const worth = claimWorth({ line, type, quantity, amountMinor: null, currency: order.currency }, open)
    if (quantity > units) return { refusal: 'refund.quantity_exceeds_refundable' }
    return worth.requestedMinor > worth.refundableMinor ? { refusal: 'refund.amount_exceeds_refundable' } : worth
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.code }
    throw error
  }
}

function reasonOf(
  claim: SimulatedClaim,
  { type, quantity, code, worth }: Option & { code: ReasonCode; worth: ClaimWorth },
): SimulatedReason {
  const { line, order, cases, purchase, now, rows } = claim
  const { requestedMinor, requestedFen } = worth
  const refund = { type, reasonCode: code, quantity, requestedMinor, approvedFen: requestedFen }
  const { evidence, evidenceIfApplicable } = reasonRule(code)
  const missing = missingEvidence(code, claim.evidence)
  const isReturned = REFUND_TYPES[type].goods === 'returned'
  const { payer, isReclaimed } = payerOf({ reasonCode: code, isProofAccepted: missing.length === 0, hasFreeReturn: false })
  return {
    reasonCode: code,
    payout: payoutParts({ refund, line, order, paidBefore: cases.flatMap((one) => one.payoutParts ?? []) }),
    evidence: { required: evidence, missing, ifApplicable: evidenceIfApplicable },
    returnFreight: isReturned ? { payer, isReclaimed } : null,
    deadlines: refundDeadlines({ type, requestedFen, paidAt: purchase?.paidAt ?? null, isEvidenceMissing: missing.length > 0, now }, rows),
  }
}
