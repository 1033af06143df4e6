import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'

export const PURCHASE_STATES = [
  'INTENDED',
  'SUBMITTING',
  'UNKNOWN',
  'CREATED',
  'PRICE_HOLD',
  'LAPSED',
  'PAYING',
  'PAYMENT_UNKNOWN',
  'PAID',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'COMPLETED',
  'CANCELLING',
  'CANCELLED',
  'TERMINATED',
  'FAILED',
] as const

export type PurchaseState = (typeof PURCHASE_STATES)[number]

export const PURCHASE_EVENTS = [
  'submit',
  'created',
  'outcomeUnknown',
  'foundExisting',
  'confirmedAbsent',
  'notSent',
  'refused',
  'holdPrice',
  'confirmPrice',
  'lapsed',
  'pay',
  'paid',
  'paymentRefused',
  'confirmedUnpaid',
  'partlyShipped',
  'shipped',
  'completed',
  'cancel',
  'cancelRefused',
  'closed',
  'terminated',
] as const

export type PurchaseEvent = (typeof PURCHASE_EVENTS)[number]

export type PurchaseGuard = 'priceAgreed' | 'paymentTriesLeft'

export type PurchaseFacts = {
  /** The upstream total is within the tolerance of what the partner agreed to. */
  readonly priceAgreed?: boolean
  readonly paymentTries?: number
  readonly paymentTriesAllowed?: number
}

const us = ['system', 'buyerAgent'] as const
const upstream = ['platform1688', 'system', 'buyerAgent'] as const
const again = ['job.purchase-order'] as const
const created = { to: 'CREATED', actors: upstream, effects: [], rule: '3.1' } as const
const paid = { to: 'PAID', actors: upstream, effects: ['ledger.payUpstream', 'job.sync-purchase'], rule: '3.2' } as const
const closed = { to: 'CANCELLED', actors: upstream, effects: [], rule: '3.2' } as const
const terminated = { to: 'TERMINATED', actors: upstream, effects: [], rule: '3.2' } as const
const partly = { to: 'PARTIALLY_SHIPPED', actors: ['seller', ...upstream], effects: [], rule: '3.2' } as const
const shipped = { to: 'SHIPPED', actors: ['seller', ...upstream], effects: [], rule: '3.2' } as const
const completed = { to: 'COMPLETED', actors: upstream, effects: [], rule: '3.2' } as const
const cancelling = { to: 'CANCELLING', actors: [...us, 'partner'], effects: ['job.cancel-purchase'], rule: '3.1' } as const

/**
 * Our attempt upstream, for one seller group of an order. A request whose outcome is unknown is looked up by our own order number
 * before anything is sent again, so a line is bought at most once; the same for paying. A worker that finds SUBMITTING or PAYING
 * after a crash reports `outcomeUnknown` first. LAPSED: 1688 closed the unpaid order for time while the partner still thinks about its
 * price; a yes is bought anew, as a purchase of its own.
 */
export const purchaseMachine: Machine<PurchaseState, PurchaseEvent, ActorKind, PurchaseGuard, Effect> = {
  name: 'purchase',
  initial: 'INTENDED',
  table: {
    INTENDED: {
      submit: { to: 'SUBMITTING', actors: us, effects: [], rule: '3.1' },
      foundExisting: { ...created, effects: again },
      refused: { to: 'FAILED', actors: upstream, effects: [], rule: '3.1' },
      cancel: { to: 'CANCELLED', actors: [...us, 'partner'], effects: [], rule: '4.3' },
    },
    SUBMITTING: {
      created,
      outcomeUnknown: { to: 'UNKNOWN', actors: us, effects: again, rule: '2.8' },
      notSent: { to: 'INTENDED', actors: us, effects: [], rule: '2.8' },
      refused: { to: 'FAILED', actors: upstream, effects: [], rule: '3.1' },
    },
    UNKNOWN: {
      foundExisting: { ...created, effects: again },
      confirmedAbsent: { to: 'INTENDED', actors: us, effects: again, rule: '2.8' },
      created: { ...created, effects: again },
    },
    CREATED: {
      pay: { to: 'PAYING', actors: us, guards: ['priceAgreed', 'paymentTriesLeft'], effects: [], rule: '3.1' },
      holdPrice: { to: 'PRICE_HOLD', actors: upstream, effects: [], rule: 'O7' },
      paid,
      refused: { to: 'FAILED', actors: upstream, effects: [], rule: '3.1' },
      cancel: cancelling,
      closed,
    },
    PRICE_HOLD: {
      confirmPrice: { to: 'CREATED', actors: ['partner', ...us], effects: again, rule: 'O8' },
      lapsed: { to: 'LAPSED', actors: upstream, effects: [], rule: 'R12' },
      cancel: cancelling,
      closed,
    },
    LAPSED: {
      confirmPrice: { to: 'CANCELLED', actors: ['partner', ...us], effects: [], rule: 'O8' },
      cancel: { to: 'CANCELLED', actors: [...us, 'partner'], effects: [], rule: 'O8' },
    },
    PAYING: {
      paid,
      outcomeUnknown: { to: 'PAYMENT_UNKNOWN', actors: us, effects: again, rule: '2.8' },
      paymentRefused: { to: 'CREATED', actors: upstream, effects: [], rule: '3.1' },
      closed,
    },
    PAYMENT_UNKNOWN: {
      paid,
      confirmedUnpaid: { to: 'CREATED', actors: us, effects: again, rule: '2.8' },
      closed,
    },
    PAID: { partlyShipped: partly, shipped, completed, terminated },
    PARTIALLY_SHIPPED: { shipped, completed, terminated },
    SHIPPED: { completed, terminated },
    COMPLETED: { terminated },
    CANCELLING: {
      closed,
      paid,
      cancelRefused: { to: 'CREATED', actors: upstream, effects: [], rule: '3.1' },
    },
    CANCELLED: {},
    TERMINATED: {},
    FAILED: {},
  },
}

/** The purchase machine with its guards and the code of each no. */
export const purchaseRules: Rules<PurchaseState, PurchaseEvent, ActorKind, PurchaseGuard, Effect, PurchaseFacts> = {
  machine: purchaseMachine,
  guards: {
    priceAgreed: ({ priceAgreed }) => priceAgreed === true,
    paymentTriesLeft: ({ paymentTries, paymentTriesAllowed }) =>
      paymentTries !== undefined && paymentTriesAllowed !== undefined && paymentTries < paymentTriesAllowed,
  },
  refusals: {
    illegal: 'purchase.move_not_allowed',
    guards: { priceAgreed: 'order.price_changed', paymentTriesLeft: 'purchase.move_not_allowed' },
  },
}

/** True while an unpaid order stands upstream that can be closed: what it holds ends when 1688 shows it closed, not before. */
export function isSentUpstream(state: PurchaseState): boolean {
  return purchaseMachine.table[state].cancel?.to === 'CANCELLING'
}

/** True while our side may still stop the purchase without a refund: nothing paid, nothing of unknown outcome. */
export function isStoppable(state: PurchaseState): boolean {
  return purchaseMachine.table[state].cancel !== undefined
}
