import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { BookingEvent, BookingState } from './booking.ts'
import { type FourEyesFacts, type FourEyesGuard, fourEyesGuards, fourEyesRefusals, MONEY_STAFF } from './four-eyes.ts'

/** A booking by hand. What it moves depends on its kind, so the postings are the use case's; who may let it move is this table's. */
const bookingMachine: Machine<BookingState, BookingEvent, ActorKind, FourEyesGuard, Effect> = {
  name: 'booking',
  initial: 'PROPOSED',
  table: {
    PROPOSED: {
      book: { to: 'BOOKED', actors: MONEY_STAFF, guards: ['samePerson', 'oneHandEnough'], effects: [], rule: '12' },
      approve: { to: 'BOOKED', actors: MONEY_STAFF, guards: ['otherPerson'], effects: [], rule: '12' },
      reject: { to: 'REJECTED', actors: MONEY_STAFF, guards: ['otherPerson', 'explained'], effects: [], rule: '12' },
      withdraw: { to: 'WITHDRAWN', actors: MONEY_STAFF, guards: ['samePerson'], effects: [], rule: '12' },
    },
    BOOKED: {},
    REJECTED: {},
    WITHDRAWN: {},
  },
}

/** The booking machine with its guards and the code of each no. */
export const bookingRules: Rules<BookingState, BookingEvent, ActorKind, FourEyesGuard, Effect, FourEyesFacts> = {
  machine: bookingMachine,
  guards: fourEyesGuards,
  refusals: { illegal: 'booking.move_not_allowed', guards: fourEyesRefusals },
}
