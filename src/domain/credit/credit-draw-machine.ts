import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isReached } from '../shared/clock.ts'
import type { CreditDrawEvent, CreditDrawState } from './credit-draw.ts'

export type CreditDrawGuard = 'inFull' | 'inPart' | 'pastDue' | 'reminderDue'

export type CreditDrawFacts = {
  readonly openMinor?: bigint
  readonly paidMinor?: bigint
  readonly now?: Date
  readonly dueAt?: Date
  readonly remindAt?: Date
}

/** The partner pays early; the system collects what is due, or what a release gave back. */
const paying = ['partner', 'system'] as const

const repay = {
  to: 'REPAID',
  actors: paying,
  guards: ['inFull'],
  effects: ['ledger.repayCredit', 'event.credit.repaid'],
  rule: '5.3',
} as const

/** One draw. It is repaid in parts, in any state but the last; being overdue is a fact about the partner, never about goods. */
const creditDrawMachine: Machine<CreditDrawState, CreditDrawEvent, ActorKind, CreditDrawGuard, Effect> = {
  name: 'creditDraw',
  initial: 'OPEN',
  table: {
    OPEN: {
      remind: { to: 'OPEN', actors: ['system'], guards: ['reminderDue'], effects: ['event.credit.draw_due_soon'], rule: '5.3' },
      repayPart: { to: 'OPEN', actors: paying, guards: ['inPart'], effects: ['ledger.repayCredit'], rule: '5.3' },
      repay,
      lapse: { to: 'OVERDUE', actors: ['system'], guards: ['pastDue'], effects: ['event.credit.overdue'], rule: '5.3' },
    },
    OVERDUE: {
      repayPart: { to: 'OVERDUE', actors: paying, guards: ['inPart'], effects: ['ledger.repayCredit'], rule: '5.3' },
      repay,
    },
    REPAID: {},
  },
}

/** The draw's machine with its guards and the code of each no. */
export const creditDrawRules: Rules<CreditDrawState, CreditDrawEvent, ActorKind, CreditDrawGuard, Effect, CreditDrawFacts> = {
  machine: creditDrawMachine,
  guards: {
    inFull: ({ openMinor, paidMinor }) => openMinor !== undefined && openMinor > 0n && paidMinor === openMinor,
    inPart: ({ openMinor, paidMinor }) => openMinor !== undefined && paidMinor !== undefined && paidMinor > 0n && paidMinor < openMinor,
    pastDue: ({ now, dueAt }) => isReached(now, dueAt),
    reminderDue: ({ now, remindAt }) => isReached(now, remindAt),
  },
  refusals: {
    illegal: 'credit.move_not_allowed',
    guards: {
      inFull: 'credit.move_not_allowed',
      inPart: 'credit.move_not_allowed',
      pastDue: 'credit.move_not_allowed',
      reminderDue: 'credit.move_not_allowed',
    },
  },
}
