import type { Machine } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { BookingEvent, BookingState } from './booking.ts'

export type BookingGuard = 'oneHandEnough' | 'otherPerson' | 'samePerson' | 'explained'

export type BookingFacts = {
  readonly needsSecond?: boolean
  readonly makerId?: string
  readonly actorId?: string
  readonly reason?: string
}

const money = ['finance', 'operatorAdmin'] as const

/** A booking by hand. What it moves depends on its kind, so the postings are the use case's; who may let it move is this table's. */
const bookingMachine: Machine<BookingState, BookingEvent, ActorKind, BookingGuard, Effect> = {
  name: 'booking',
  initial: 'PROPOSED',
  table: {
    PROPOSED: {
      book: { to: 'BOOKED', actors: money, guards: ['samePerson', 'oneHandEnough'], effects: [], rule: '12' },
      approve: { to: 'BOOKED', actors: money, guards: ['otherPerson'], effects: [], rule: '12' },
      reject: { to: 'REJECTED', actors: money, guards: ['otherPerson', 'explained'], effects: [], rule: '12' },
      withdraw: { to: 'WITHDRAWN', actors: money, guards: ['samePerson'], effects: [], rule: '12' },
    },
    BOOKED: {},
    REJECTED: {},
    WITHDRAWN: {},
  },
}

/** The booking machine with its guards and the code of each no. */
export const bookingRules: Rules<BookingState, BookingEvent, ActorKind, BookingGuard, Effect, BookingFacts> = {
  machine: bookingMachine,
  guards: {
    oneHandEnough: ({ needsSecond }) => needsSecond === false,
    otherPerson: ({ makerId, actorId }) => makerId !== undefined && actorId !== undefined && makerId !== actorId,
    samePerson: ({ makerId, actorId }) => makerId !== undefined && makerId === actorId,
    explained: ({ reason = '' }) => reason.trim() !== '',
  },
  refusals: {
    illegal: 'booking.move_not_allowed',
    guards: {
      oneHandEnough: 'booking.second_person_required',
      otherPerson: 'booking.second_person_required',
      samePerson: 'booking.not_yours',
      explained: 'wallet.reason_required',
    },
  },
}
