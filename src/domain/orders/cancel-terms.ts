import { canDo, isFinal } from '../machine/machine.ts'
import { goodsStatusOf, isOpenClaim, isTypePossible, unitsPaidBack } from '../refunds/claim-scope.ts'
import { claimWorth } from '../refunds/claim-worth.ts'
import { leftOf, payoutParts, totalOf } from '../refunds/payout-parts.ts'
import type { PayoutParts, RefundCase } from '../refunds/refund-case.ts'
import { isUpstreamFunded, type RefundType, typesFor } from '../refunds/refund-types.ts'
import { lineMachine } from './line-machine.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { isStoppable } from './purchase-machine.ts'
import { refundableUnits } from './quantities.ts'

/** What a cancel does with a line now (domain.md 4.3): stop it, keep the wish until a call is answered, claim it back, or nothing. */
export const CANCEL_WAYS = ['FREE', 'REFUND', 'STOPPING', 'CLAIMED', 'UNDERWAY', 'SHIPPED', 'OVER'] as const
export type CancelWay = (typeof CANCEL_WAYS)[number]

/** The claim a cancel opens once the seller has the money (O11). */
export const CANCEL_CLAIM = { type: 'BEFORE_SHIPMENT', reasonCode: 'CHANGED_MIND' } as const

export type LineCancelTerms = {
  line: OrderLine
  way: CancelWay
  /** Units a cancel reaches; none when it does nothing. */
  quantity: number
  /** What would come back, in the order's currency: of a claim, what it pays if the seller agrees. */
  refundMinor: bigint
  /** What would not come back of what was paid, by its part. */
  retained: Partial<PayoutParts>
  /** Claims that can be made instead, where a cancel does nothing. */
  refundTypes: RefundType[]
  /** When this changes by itself; null when something has to happen first. */
  until: Date | null
}

export type CancelFacts = { order: AgentOrder; lines: readonly OrderLine[]; purchases: readonly Purchase[]; refunds: readonly RefundCase[] }

/** What a cancel would do with each line now. The cancel itself asks here too, so the answer given before is the deed done after. */
export function cancelTerms(facts: CancelFacts): LineCancelTerms[] {
  return facts.lines.map((line) => {
    const purchase = facts.purchases.find((candidate) => candidate.id === line.purchaseId)
    const refunds = facts.refunds.filter((refund) => refund.lineId === line.id)
    const way = wayOf(line, purchase, refunds)
    return { line, way, ...NOTHING, ...(TERMS[way]?.({ order: facts.order, line, purchase, refunds }) ?? {}) }
  })
}

type LineFacts = { order: AgentOrder; line: OrderLine; purchase: Purchase | undefined; refunds: readonly RefundCase[] }

function wayOf(line: OrderLine, purchase: Purchase | undefined, refunds: readonly RefundCase[]): CancelWay {
  if (isFinal(lineMachine, line.state)) return 'OVER'
  if (line.stopAsked !== null) return 'STOPPING'
  if (canDo(lineMachine, line.state, 'cancel')) return purchase === undefined || isStoppable(purchase.state) ? 'FREE' : 'UNDERWAY'
  const units = unclaimedUnits(line, refunds)
  if (purchase === undefined || line.upstreamEntryId === null || !isTypePossible(CANCEL_CLAIM.type, units, line, purchase)) return 'SHIPPED'
  return units === 0 ? 'CLAIMED' : 'REFUND'
}

const NOTHING = { quantity: 0, refundMinor: 0n, retained: {}, refundTypes: [], until: null }

const TERMS: { readonly [way in CancelWay]?: (facts: LineFacts) => Partial<LineCancelTerms> } = {
  FREE: stopTerms,
  STOPPING: stopTerms,
  UNDERWAY: stopTerms,
  REFUND: claimTerms,
  SHIPPED: ({ line, purchase }) => ({
    refundTypes: purchase === undefined ? [] : typesFor(goodsStatusOf(line, purchase)).filter(isUpstreamFunded),
  }),
}

/** The hold goes back in full; before payment nothing is held. */
function stopTerms({ order, line }: LineFacts): Partial<LineCancelTerms> {
  const isHeld = order.paidAt !== null && line.state !== 'PENDING_PAYMENT'
  return {
    quantity: line.notYetPurchased,
    refundMinor: isHeld ? line.totalMinor : 0n,
    until: line.priceAnswerBy ?? (isHeld ? null : order.payBefore),
  }
}

/** What a claim for all that is left pays when the seller agrees, and what of the line stays where it is (10.9). */
function claimTerms({ order, line, refunds }: LineFacts): Partial<LineCancelTerms> {
  const quantity = unclaimedUnits(line, refunds)
  const open = refunds.filter(isOpenClaim)
  const { requestedMinor, requestedFen } = claimWorth(
    { line, type: CANCEL_CLAIM.type, quantity, amountMinor: null, currency: order.currency },
    open,
  )
  const paidBefore = refunds.flatMap((refund) => refund.payoutParts ?? [])
  const parts = payoutParts({ refund: { ...CANCEL_CLAIM, quantity, requestedMinor, approvedFen: requestedFen }, line, order, paidBefore })
  const left = leftOf({ line, paidBefore })
  const kept = (Object.keys(left) as (keyof typeof left)[]).map((name) => [name, left[name] - parts[name]] as const)
  return { quantity, refundMinor: totalOf(parts), retained: Object.fromEntries(kept.filter(([, minor]) => minor > 0n)) }
}

/** Units that may still be claimed: paid for, not paid back, and in no open claim. */
function unclaimedUnits(line: OrderLine, refunds: readonly RefundCase[]): number {
  const open = refunds.filter(isOpenClaim)
  return refundableUnits(line) - open.reduce((total, refund) => total + unitsPaidBack(refund), 0)
}
