import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { equals, type Money } from '../shared/money.ts'
import type { TopUpEvent, TopUpState } from './top-up-states.ts'

export type TopUpGuard = 'paidAsAsked' | 'paidOtherwise' | 'explained'

export type TopUpFacts = {
  readonly asked?: Money
  /** What the provider or the bank statement says came. */
  readonly paid?: Money
  /** A person says why. */
  readonly reason?: string
}

const payer = ['paymentProvider', 'finance', 'operatorAdmin'] as const
const money = ['finance', 'operatorAdmin'] as const
const failed = ['event.wallet.top_up_failed'] as const

/** A payer may be slow: money that comes after its time, or after a first try failed, is money all the same. */
const paid = {
  to: 'PENDING',
  actors: payer,
  guards: ['paidAsAsked'],
  effects: ['ledger.topUpPaid', 'event.wallet.top_up_pending'],
  rule: '5.3',
} as const
const mismatch = {
  to: 'UNDER_REVIEW',
  actors: ['paymentProvider'],
  guards: ['paidOtherwise'],
  effects: ['ledger.parkReceipt'],
  rule: '5.3',
} as const

/**
 * One top-up. Each way through it posts each template at most once, so the template and the top-up's id are the whole idempotency
 * key: money is credited once however often a callback comes. A receipt that is not what was asked for never reaches `available`
 * without a person.
 */
const topUpMachine: Machine<TopUpState, TopUpEvent, ActorKind, TopUpGuard, Effect> = {
  name: 'topUp',
  initial: 'CREATED',
  table: {
    CREATED: {
      opened: { to: 'AWAITING_PAYMENT', actors: ['system'], effects: [], rule: '5.3' },
      refused: { to: 'FAILED', actors: ['system'], effects: failed, rule: '5.3' },
    },
    AWAITING_PAYMENT: {
      paid,
      mismatch,
      fail: { to: 'FAILED', actors: ['paymentProvider'], effects: failed, rule: '5.3' },
      expire: { to: 'EXPIRED', actors: ['paymentProvider', 'system'], effects: failed, rule: '5.3' },
    },
    FAILED: { paid, mismatch },
    EXPIRED: { paid, mismatch },
    PENDING: {
      clear: { to: 'CLEARED', actors: payer, effects: ['ledger.topUpCleared', 'event.wallet.topped_up'], rule: '5.3' },
      fail: { to: 'BOUNCED', actors: ['paymentProvider'], effects: ['ledger.topUpBounced', ...failed], rule: '5.3' },
      mismatch: { ...mismatch, effects: ['ledger.topUpBounced', 'ledger.parkReceipt'] },
    },
    BOUNCED: {
      // It came back to life: too odd to credit unseen.
      mismatch: { ...mismatch, guards: [] },
    },
    UNDER_REVIEW: {
      accept: {
        to: 'CLEARED',
        actors: money,
        guards: ['explained'],
        effects: ['ledger.acceptReceipt', 'event.wallet.topped_up'],
        rule: '5.3',
      },
      sendBack: {
        to: 'RETURNED',
        actors: money,
        guards: ['explained'],
        effects: ['ledger.returnReceipt', ...failed],
        rule: '5.3',
      },
      fail: { to: 'RETURNED', actors: ['paymentProvider'], effects: ['ledger.returnReceipt', ...failed], rule: '5.3' },
    },
    CLEARED: {
      reverse: {
        to: 'REVERSED',
        actors: payer,
        effects: ['ledger.reverseTopUp', 'event.wallet.top_up_reversed'],
        rule: '5.3',
      },
    },
    RETURNED: {},
    REVERSED: {},
  },
}

/** The top-up machine with its guards and the code of each no. */
export const topUpRules: Rules<TopUpState, TopUpEvent, ActorKind, TopUpGuard, Effect, TopUpFacts> = {
  machine: topUpMachine,
  guards: {
    paidAsAsked: ({ asked, paid: came }) => asked !== undefined && came !== undefined && equals(asked, came),
    paidOtherwise: ({ asked, paid: came }) => asked !== undefined && came !== undefined && !equals(asked, came),
    explained: ({ reason = '' }) => reason.trim() !== '',
  },
  refusals: {
    illegal: 'top_up.move_not_allowed',
    guards: {
      paidAsAsked: 'top_up.amount_differs',
      paidOtherwise: 'top_up.move_not_allowed',
      explained: 'wallet.reason_required',
    },
  },
}
