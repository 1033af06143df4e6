import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { CreditChangeEvent, CreditChangeState } from './credit-change.ts'

export type CreditChangeGuard = 'oneHandEnough' | 'otherPerson' | 'samePerson' | 'explained'

export type CreditChangeFacts = {
  readonly needsSecond?: boolean
  readonly makerId?: string
  readonly actorId?: string
  readonly reason?: string
}

const money = ['finance', 'operatorAdmin'] as const

/** A change of a credit line: who may let it come into force. */
const creditChangeMachine: Machine<CreditChangeState, CreditChangeEvent, ActorKind, CreditChangeGuard, Effect> = {
  name: 'creditChange',
  initial: 'PROPOSED',
  table: {
    PROPOSED: {
      enact: { to: 'IN_FORCE', actors: money, guards: ['samePerson', 'oneHandEnough'], effects: [], rule: '5.3' },
      approve: { to: 'IN_FORCE', actors: money, guards: ['otherPerson'], effects: [], rule: '5.3' },
      reject: { to: 'REJECTED', actors: money, guards: ['otherPerson', 'explained'], effects: [], rule: '5.3' },
      withdraw: { to: 'WITHDRAWN', actors: money, guards: ['samePerson'], effects: [], rule: '5.3' },
    },
    IN_FORCE: {},
    REJECTED: {},
    WITHDRAWN: {},
  },
}

/** The change's machine with its guards and the code of each no. */
export const creditChangeRules: Rules<CreditChangeState, CreditChangeEvent, ActorKind, CreditChangeGuard, Effect, CreditChangeFacts> = {
  machine: creditChangeMachine,
  guards: {
    oneHandEnough: ({ needsSecond }) => needsSecond === false,
    otherPerson: ({ makerId, actorId }) => makerId !== undefined && actorId !== undefined && makerId !== actorId,
    samePerson: ({ makerId, actorId }) => makerId !== undefined && makerId === actorId,
    explained: ({ reason = '' }) => reason.trim() !== '',
  },
  refusals: {
    illegal: 'credit.change_decided',
    guards: {
      oneHandEnough: 'booking.second_person_required',
      otherPerson: 'booking.second_person_required',
      samePerson: 'booking.not_yours',
      explained: 'wallet.reason_required',
    },
  },
}
