import type { Guards } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isReached } from '../shared/clock.ts'
import { type ParcelEvent, type ParcelState, parcelMachine } from './parcel-machine.ts'

export type ParcelGuard = 'silentLongEnough' | 'ownerKnown' | 'outerPhotographed' | 'searchOver' | 'inspectionsDone'

export type ParcelFacts = {
  readonly now?: Date
  /** The last courier trace, or the announcement when there is none. */
  readonly lastMovementAt?: Date
  readonly stallAfterMs?: number
  readonly matchedLines?: number
  readonly outerPhotos?: number
  readonly searchEndsAt?: Date
  readonly openInspections?: number
}

const parcelGuards: Guards<ParcelGuard, ParcelFacts> = {
  silentLongEnough: ({ now, lastMovementAt, stallAfterMs }) =>
    now !== undefined &&
    lastMovementAt !== undefined &&
    stallAfterMs !== undefined &&
    now.getTime() - lastMovementAt.getTime() >= stallAfterMs,
  ownerKnown: ({ matchedLines = 0 }) => matchedLines > 0,
  outerPhotographed: ({ outerPhotos = 0 }) => outerPhotos > 0,
  searchOver: ({ now, searchEndsAt }) => isReached(now, searchEndsAt),
  inspectionsDone: ({ openInspections }) => openInspections === 0,
}

/** The parcel machine with its guards and the code of each no. */
export const parcelRules: Rules<ParcelState, ParcelEvent, ActorKind, ParcelGuard, Effect, ParcelFacts> = {
  machine: parcelMachine,
  guards: parcelGuards,
  refusals: {
    illegal: 'parcel.move_not_allowed',
    guards: {
      silentLongEnough: 'parcel.guard_failed',
      ownerKnown: 'parcel.waybill_unknown',
      outerPhotographed: 'inspection.photos_missing',
      searchOver: 'parcel.guard_failed',
      inspectionsDone: 'parcel.guard_failed',
    },
  },
}
