import type { Machine } from '../machine/machine.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { MONEY_STAFF } from '../wallet/four-eyes.ts'
import type { RefundGuard } from './refund-guards.ts'
import type { RefundEvent, RefundState } from './refund-states.ts'

export type { RefundEvent, RefundState } from './refund-states.ts'

const desk = ['afterSales', 'system'] as const
const claimants = ['partner', 'system', 'afterSales', 'warehouseStaff'] as const
const platform = ['platform1688', 'system'] as const
const seller = ['seller', 'platform1688', 'system'] as const
const payers = ['system', 'finance'] as const
const closed = ['event.refund.closed'] as const
/** Who may pay out of our own funds. */
const payingDesk = ['afterSales', 'operatorAdmin'] as const
const payable = ['amountWithinRefundable', 'quantityWithinRefundable', 'componentsWithinPaid'] as const

/** Facts of 1688 (10.3). Messages get lost and polls see snapshots, so every open state accepts every later fact. */
const sellerPending = { to: 'SELLER_PENDING', actors: platform, effects: ['event.refund.seller_pending'], rule: '10.3' } as const
const modificationRequired = {
  to: 'NEEDS_MODIFICATION',
  actors: seller,
  effects: ['event.refund.modification_required'],
  rule: '10.2',
} as const
const returnApproved = { to: 'RETURN_APPROVED', actors: seller, effects: ['event.refund.return_approved'], rule: '10.2' } as const
const returnShipped = { to: 'RETURN_SHIPPED', actors: platform, effects: ['event.refund.return_shipped'], rule: '10.3' } as const
const upstreamSucceeded = {
  to: 'UPSTREAM_SUCCESS',
  actors: seller,
  guards: ['upstreamAmountKnown'],
  effects: ['event.refund.succeeded', 'ledger.refundReceivedUpstream', 'job.pay-out-refund'],
  rule: '10.2',
} as const
const upstreamClosed = { to: 'UPSTREAM_CLOSED', actors: seller, effects: closed, rule: '10.2' } as const
const replacementAgreed = { to: 'REPLACEMENT_PENDING', actors: [...seller, 'afterSales'], effects: [], rule: '10.1' } as const
const escalate = {
  to: 'ESCALATED',
  actors: ['partner', ...desk],
  guards: ['escalationOpen'],
  effects: ['event.refund.escalated', 'job.sync-refund'],
  rule: 'R33',
} as const
const advance = { actors: payers, guards: ['advanceAllowed'], effects: ['ledger.advanceRefund', 'event.refund.advance_paid'] } as const
const cancel = { to: 'CANCELLED', actors: ['partner', ...desk], effects: closed, rule: '10.2' } as const
const cancelUpstream = { to: 'CANCELLING', actors: ['partner', ...desk], effects: ['job.sync-refund'], rule: '10.2' } as const
const payOut = {
  to: 'PAID_OUT',
  actors: payers,
  guards: ['notYetPaidOut', ...payable],
  effects: ['ledger.payOutRefund', 'event.refund.paid_out'],
  rule: '10.9',
} as const

/**
 * One refund case (domain.md 10.2), one of the types of 10.1. `file` means approved to go upstream: the job looks up an unknown
 * outcome before it files again, and `filed` says 1688 has given an id. A withdrawal after that goes upstream first (CANCELLING) and
 * is blocked once the return is on its way. `orderEnded`: 1688 takes no claim on an order it ended, finance books what came back. Success, the seller's money in `refundClearing` and the payout job come as one move.
 */
export const refundMachine: Machine<RefundState, RefundEvent, ActorKind, RefundGuard, Effect> = {
  name: 'refund',
  initial: 'DRAFT',
  table: {
    DRAFT: {
      submit: {
        to: 'SUBMITTED',
        actors: claimants,
        guards: ['reasonFits', 'noOverlappingCase', 'withinClaimTime', ...payable],
        effects: ['event.refund.created'],
        rule: '10.2',
      },
      cancel: { ...cancel, effects: [] },
    },
    SUBMITTED: {
      requireEvidence: { to: 'NEEDS_EVIDENCE', actors: desk, effects: ['event.refund.evidence_required'], rule: '10.5' },
      review: { to: 'UNDER_REVIEW', actors: desk, guards: ['evidenceComplete'], effects: [], rule: '10.2' },
      cancel,
    },
    NEEDS_EVIDENCE: {
      addEvidence: { to: 'SUBMITTED', actors: claimants, guards: ['evidenceComplete'], effects: [], rule: '10.5' },
      expire: { to: 'CLOSED', actors: ['system'], guards: ['deadlinePassed'], effects: closed, rule: '10.2' },
      cancel,
    },
    UNDER_REVIEW: {
      requireEvidence: { to: 'NEEDS_EVIDENCE', actors: desk, effects: ['event.refund.evidence_required'], rule: '10.5' },
      file: { to: 'FILING', actors: desk, guards: ['upstreamFunded', ...payable], effects: ['job.file-refund'], rule: '10.2' },
      approveOwnFunds: {
        to: 'PAYOUT_PENDING',
        actors: ['afterSales', 'finance', 'operatorAdmin', 'system'],
        guards: ['agentFunded', ...payable],
        effects: ['event.refund.succeeded', 'job.pay-out-refund'],
        rule: '10.1',
      },
      orderEnded: {
        to: 'UPSTREAM_SUCCESS',
        actors: MONEY_STAFF,
        guards: ['upstreamAmountKnown', 'explained'],
        effects: ['event.refund.succeeded', 'ledger.refundFromEscrow', 'job.pay-out-refund'],
        rule: 'O9',
      },
      reject: { to: 'REJECTED_BY_AGENT', actors: ['afterSales'], guards: ['explained'], effects: ['event.refund.rejected'], rule: '10.2' },
      fail: { to: 'FAILED', actors: desk, guards: ['explained'], effects: closed, rule: '10.2' },
      cancel,
    },
    REJECTED_BY_AGENT: {
      appeal: { to: 'UNDER_REVIEW', actors: ['partner'], guards: ['appealOpen'], effects: [], rule: '10.2' },
      close: { to: 'CLOSED', actors: desk, guards: ['deadlinePassed'], effects: closed, rule: '10.2' },
    },
    FILING: {
      filed: { to: 'FILED_UPSTREAM', actors: platform, effects: ['event.refund.filed', 'job.sync-refund'], rule: '10.2' },
      outcomeUnknown: { to: 'FILING_UNKNOWN', actors: ['system'], effects: ['job.file-refund'], rule: '2.8' },
      filingRefused: { to: 'UNDER_REVIEW', actors: platform, effects: [], rule: '10.3' },
    },
    FILING_UNKNOWN: {
      foundExisting: { to: 'FILED_UPSTREAM', actors: platform, effects: ['event.refund.filed', 'job.sync-refund'], rule: '2.8' },
      confirmedAbsent: { to: 'FILING', actors: ['system'], effects: ['job.file-refund'], rule: '2.8' },
    },
    FILED_UPSTREAM: {
      sellerPending,
      modificationRequired,
      returnApproved,
      upstreamSucceeded,
      upstreamClosed,
      replacementAgreed,
      advance: { to: 'FILED_UPSTREAM', ...advance, rule: '10.9' },
      cancel: cancelUpstream,
    },
    SELLER_PENDING: {
      modificationRequired,
      returnApproved,
      returnShipped,
      upstreamSucceeded,
      upstreamClosed,
      replacementAgreed,
      escalate,
      cancel: cancelUpstream,
    },
    NEEDS_MODIFICATION: {
      modify: { to: 'FILING', actors: desk, guards: payable, effects: ['job.file-refund'], rule: '10.2' },
      sellerPending,
      returnApproved,
      returnShipped,
      upstreamSucceeded,
      upstreamClosed,
      replacementAgreed,
      escalate,
      cancel: cancelUpstream,
    },
    RETURN_APPROVED: {
      shipReturn: {
        to: 'RETURN_SHIPPED',
        actors: ['warehouseStaff', 'afterSales', 'system'],
        guards: ['waybillGiven'],
        effects: ['event.refund.return_shipped', 'job.sync-refund'],
        rule: '10.2',
      },
      returnShipped,
      modificationRequired,
      upstreamSucceeded,
      upstreamClosed,
      cancel: cancelUpstream,
    },
    RETURN_SHIPPED: {
      modificationRequired,
      upstreamSucceeded,
      upstreamClosed,
      replacementAgreed,
      sellerDisputes: { to: 'ESCALATED', actors: seller, effects: ['event.refund.escalated'], rule: '10.2' },
      escalate,
      advance: { to: 'RETURN_SHIPPED', ...advance, rule: '10.9' },
    },
    ESCALATED: { sellerPending, modificationRequired, returnApproved, returnShipped, upstreamSucceeded, upstreamClosed, replacementAgreed },
    CANCELLING: {
      upstreamClosed: { ...upstreamClosed, to: 'CANCELLED' },
      sellerPending,
      modificationRequired,
      returnApproved,
      upstreamSucceeded,
    },
    UPSTREAM_SUCCESS: {
      preparePayout: { to: 'PAYOUT_PENDING', actors: payers, effects: [], rule: '10.2' },
      replacementAgreed,
    },
    UPSTREAM_CLOSED: {
      upstreamSucceeded,
      compensate: {
        to: 'PAYOUT_PENDING',
        actors: payingDesk,
        guards: ['explained', 'secondAgreed', ...payable],
        effects: ['event.refund.succeeded', 'job.pay-out-refund'],
        rule: '10.2',
      },
      proposeCompensation: { to: 'UPSTREAM_CLOSED', actors: payingDesk, guards: ['explained', ...payable], effects: [], rule: '12' },
      rejectCompensation: { to: 'UPSTREAM_CLOSED', actors: payingDesk, guards: ['otherPerson', 'explained'], effects: [], rule: '12' },
      withdrawCompensation: { to: 'UPSTREAM_CLOSED', actors: payingDesk, guards: ['samePerson'], effects: [], rule: '12' },
      close: { to: 'CLOSED', actors: desk, guards: ['explained'], effects: closed, rule: '10.2' },
    },
    REPLACEMENT_PENDING: {
      replacementReceived: { to: 'REPLACEMENT_RECEIVED', actors: ['warehouseStaff'], effects: ['event.refund.succeeded'], rule: '10.2' },
      escalate,
      upstreamSucceeded,
      upstreamClosed,
    },
    REPLACEMENT_RECEIVED: { close: { to: 'CLOSED', actors: [...desk, 'warehouseStaff'], effects: closed, rule: '10.2' } },
    PAYOUT_PENDING: {
      payOut,
      payOutPart: {
        to: 'PARTIALLY_PAID_OUT',
        actors: payers,
        guards: ['notYetPaidOut', ...payable],
        effects: ['ledger.payOutRefund'],
        rule: '10.2',
      },
    },
    PARTIALLY_PAID_OUT: { payOut: { ...payOut, guards: payable } },
    PAID_OUT: {},
    CANCELLED: {},
    FAILED: {},
    CLOSED: {},
  },
}
