import type { Guards } from '../machine/machine.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'

/** Who may let a matter of money take effect: the one who proposed it, where one person is enough, else somebody else (domain.md 12). */
export type FourEyesGuard = 'oneHandEnough' | 'otherPerson' | 'samePerson' | 'explained'

export type FourEyesFacts = {
  readonly needsSecond?: boolean
  readonly makerId?: string
  readonly actorId?: string
  readonly reason?: string
}

/** Staff who may propose and decide. */
export const MONEY_STAFF = ['finance', 'operatorAdmin'] as const

export const fourEyesGuards: Guards<FourEyesGuard, FourEyesFacts> = {
  oneHandEnough: ({ needsSecond }) => needsSecond === false,
  otherPerson: ({ makerId, actorId }) => makerId !== undefined && actorId !== undefined && makerId !== actorId,
  samePerson: ({ makerId, actorId }) => makerId !== undefined && makerId === actorId,
  explained: ({ reason = '' }) => reason.trim() !== '',
}

/** What each no is answered with. */
export const fourEyesRefusals: { readonly [guard in FourEyesGuard]: RefusalCode } = {
  oneHandEnough: 'booking.second_person_required',
  otherPerson: 'booking.second_person_required',
  samePerson: 'booking.not_yours',
  explained: 'wallet.reason_required',
}
