import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { type FourEyesFacts, type FourEyesGuard, fourEyesGuards, fourEyesRefusals, MONEY_STAFF } from '../wallet/four-eyes.ts'
import type { CreditChangeEvent, CreditChangeState } from './credit-change.ts'

/** A change of a credit line: who may let it come into force. */
const creditChangeMachine: Machine<CreditChangeState, CreditChangeEvent, ActorKind, FourEyesGuard, Effect> = {
  name: 'creditChange',
  initial: 'PROPOSED',
  table: {
    PROPOSED: {
      enact: { to: 'IN_FORCE', actors: MONEY_STAFF, guards: ['samePerson', 'oneHandEnough'], effects: [], rule: '5.3' },
      approve: { to: 'IN_FORCE', actors: MONEY_STAFF, guards: ['otherPerson'], effects: [], rule: '5.3' },
      reject: { to: 'REJECTED', actors: MONEY_STAFF, guards: ['otherPerson', 'explained'], effects: [], rule: '5.3' },
      withdraw: { to: 'WITHDRAWN', actors: MONEY_STAFF, guards: ['samePerson'], effects: [], rule: '5.3' },
    },
    IN_FORCE: {},
    REJECTED: {},
    WITHDRAWN: {},
  },
}

/** The change's machine with its guards and the code of each no. */
export const creditChangeRules: Rules<CreditChangeState, CreditChangeEvent, ActorKind, FourEyesGuard, Effect, FourEyesFacts> = {
  machine: creditChangeMachine,
  guards: fourEyesGuards,
  refusals: { illegal: 'credit.change_decided', guards: fourEyesRefusals },
}
