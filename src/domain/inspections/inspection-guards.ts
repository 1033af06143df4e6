import type { Guards } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isReached } from '../shared/clock.ts'
import { type InspectionEvent, type InspectionState, inspectionMachine } from './inspection-machine.ts'

export type InspectionGuard =
  | 'checksComplete'
  | 'evidenceTaken'
  | 'reasonGiven'
  | 'goodsStillHere'
  | 'decisionOffered'
  | 'answerOverdue'
  | 'wasSealed'

export type InspectionFacts = {
  readonly now?: Date
  /** Checks of the work sheet without a result. */
  readonly openChecks?: number
  readonly photos?: number
  readonly reason?: string
  /** No unit of the lot is exported, returned or disposed. */
  readonly goodsStillHere?: boolean
  /** The decision is one of those offered for this outcome (7.6). */
  readonly decisionOffered?: boolean
  readonly answerDueAt?: Date
  /** The outcome was NOT_INSPECTABLE because the goods are sealed. */
  readonly wasSealed?: boolean
}

const inspectionGuards: Guards<InspectionGuard, InspectionFacts> = {
  checksComplete: ({ openChecks }) => openChecks === 0,
  evidenceTaken: ({ photos = 0 }) => photos > 0,
  reasonGiven: ({ reason = '' }) => reason.trim() !== '',
  goodsStillHere: ({ goodsStillHere }) => goodsStillHere === true,
  decisionOffered: ({ decisionOffered }) => decisionOffered === true,
  answerOverdue: ({ now, answerDueAt }) => isReached(now, answerDueAt),
  wasSealed: ({ wasSealed }) => wasSealed === true,
}

/** The inspection machine with its guards and the code of each no. */
export const inspectionRules: Rules<InspectionState, InspectionEvent, ActorKind, InspectionGuard, Effect, InspectionFacts> = {
  machine: inspectionMachine,
  guards: inspectionGuards,
  refusals: {
    illegal: 'inspection.move_not_allowed',
    guards: {
      checksComplete: 'inspection.guard_failed',
      evidenceTaken: 'inspection.photos_missing',
      reasonGiven: 'inspection.override_reason_required',
      goodsStillHere: 'inspection.guard_failed',
      decisionOffered: 'inspection.decision_not_offered',
      answerOverdue: 'inspection.guard_failed',
      wasSealed: 'inspection.decision_not_offered',
    },
  },
}
