import type { Guards } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isBefore, isReached } from '../shared/clock.ts'
import { compare, isNegative, type Money } from '../shared/money.ts'
import { fourEyesGuards, fourEyesRefusals } from '../wallet/four-eyes.ts'
import { refundMachine } from './refund-machine.ts'
import type { RefundEvent, RefundState } from './refund-states.ts'

export type RefundGuard =
  | 'reasonFits'
  | 'noOverlappingCase'
  | 'withinClaimTime'
  | 'amountWithinRefundable'
  | 'quantityWithinRefundable'
  | 'componentsWithinPaid'
  | 'evidenceComplete'
  | 'deadlinePassed'
  | 'explained'
  | 'appealOpen'
  | 'upstreamFunded'
  | 'agentFunded'
  | 'upstreamAmountKnown'
  | 'escalationOpen'
  | 'waybillGiven'
  | 'advanceAllowed'
  | 'notYetPaidOut'
  | 'secondAgreed'
  | 'otherPerson'
  | 'samePerson'

/** What one case asks for and what is still open on its line: both without the case itself (domain.md 10.10). */
export type RefundFacts = {
  readonly now?: Date
  /** The reason is one 1688 or we offer for the type and the goods' status (10.4, 10.5). */
  readonly reasonFits?: boolean
  readonly overlappingCases?: number
  /** 180 days after completion; null while the line is not completed. */
  readonly claimableUntil?: Date | null
  readonly amount?: Money
  readonly refundable?: Money
  /** The upstream maximum for upstream-funded amounts; null when it does not apply. */
  readonly upstreamMaximum?: Money | null
  readonly quantity?: number
  readonly refundableQuantity?: number
  readonly components?: readonly { readonly amount: Money; readonly refundable: Money }[]
  readonly missingEvidence?: readonly string[]
  readonly deadlineAt?: Date
  readonly reason?: string
  readonly appealUntil?: Date
  readonly appeals?: number
  readonly fundedBy?: 'upstream' | 'agent'
  readonly upstreamAmount?: Money
  readonly escalatableFrom?: Date
  readonly waybillNo?: string
  /** The evidence score and the partner's exposure both allow paying early. */
  readonly advanceAllowed?: boolean
  /** Payouts already made for this upstream refund id (or this case, when agent-funded). */
  readonly payoutsMade?: number
  /** Compensation above the limit of one hand: who proposed it, who acts now. */
  readonly needsSecond?: boolean
  readonly makerId?: string
  readonly actorId?: string
}

const refundGuards: Guards<RefundGuard, RefundFacts> = {
  reasonFits: ({ reasonFits }) => reasonFits === true,
  noOverlappingCase: ({ overlappingCases }) => overlappingCases === 0,
  withinClaimTime: ({ now, claimableUntil }) => claimableUntil === null || isBefore(now, claimableUntil),
  amountWithinRefundable: ({ amount, refundable, upstreamMaximum = null }) =>
    amount !== undefined &&
    refundable !== undefined &&
    !isNegative(amount) &&
    compare(amount, refundable) <= 0 &&
    (upstreamMaximum === null || compare(amount, upstreamMaximum) <= 0),
  quantityWithinRefundable: ({ quantity, refundableQuantity }) =>
    quantity !== undefined && refundableQuantity !== undefined && quantity >= 0 && quantity <= refundableQuantity,
  componentsWithinPaid: ({ components }) =>
    components?.every(({ amount, refundable }) => !isNegative(amount) && compare(amount, refundable) <= 0) ?? false,
  evidenceComplete: ({ missingEvidence }) => missingEvidence?.length === 0,
  deadlinePassed: ({ now, deadlineAt }) => isReached(now, deadlineAt),
  explained: ({ reason = '' }) => reason.trim() !== '',
  appealOpen: ({ now, appealUntil, appeals }) => isBefore(now, appealUntil) && appeals === 0,
  upstreamFunded: ({ fundedBy }) => fundedBy === 'upstream',
  agentFunded: ({ fundedBy }) => fundedBy === 'agent',
  upstreamAmountKnown: ({ upstreamAmount }) => upstreamAmount !== undefined && !isNegative(upstreamAmount),
  escalationOpen: ({ now, escalatableFrom }) => isReached(now, escalatableFrom),
  waybillGiven: ({ waybillNo = '' }) => waybillNo.trim() !== '',
  advanceAllowed: ({ advanceAllowed }) => advanceAllowed === true,
  notYetPaidOut: ({ payoutsMade }) => payoutsMade === 0,
  secondAgreed: (facts) => fourEyesGuards.oneHandEnough(facts) || fourEyesGuards.otherPerson(facts),
  otherPerson: fourEyesGuards.otherPerson,
  samePerson: fourEyesGuards.samePerson,
}

/** The refund machine with its guards and the code of each no. */
export const refundRules: Rules<RefundState, RefundEvent, ActorKind, RefundGuard, Effect, RefundFacts> = {
  machine: refundMachine,
  guards: refundGuards,
  refusals: {
    illegal: 'refund.move_not_allowed',
    guards: {
      reasonFits: 'refund.reason_not_allowed',
      noOverlappingCase: 'refund.open_case_exists',
      withinClaimTime: 'refund.too_late',
      amountWithinRefundable: 'refund.amount_exceeds_refundable',
      quantityWithinRefundable: 'refund.quantity_exceeds_refundable',
      componentsWithinPaid: 'refund.component_exceeds_paid',
      evidenceComplete: 'refund.evidence_missing',
      deadlinePassed: 'refund.guard_failed',
      explained: 'refund.guard_failed',
      appealOpen: 'refund.appeal_used',
      upstreamFunded: 'refund.type_not_available',
      agentFunded: 'refund.type_not_available',
      upstreamAmountKnown: 'refund.guard_failed',
      escalationOpen: 'refund.too_early_to_escalate',
      waybillGiven: 'refund.guard_failed',
      advanceAllowed: 'refund.guard_failed',
      notYetPaidOut: 'refund.already_paid_out',
      secondAgreed: fourEyesRefusals.otherPerson,
      otherPerson: fourEyesRefusals.otherPerson,
      samePerson: fourEyesRefusals.samePerson,
    },
  },
}
