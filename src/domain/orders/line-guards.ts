import type { Guards } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isBefore, isReached } from '../shared/clock.ts'
import { compare, type Money, maximum, multiplyByBps } from '../shared/money.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import { lineMachine } from './line-machine.ts'
import type { LineEvent, LineState } from './line-states.ts'

export type LineGuard =
  | 'quoteValid'
  | 'fundsAvailable'
  | 'deadlinePassed'
  | 'purchaseStoppable'
  | 'priceBeyondTolerance'
  | 'trackingStalledLongEnough'
  | 'everyUnitRefunded'
  | 'nothingLeftInHand'
  | 'noticesDelivered'
  | 'claimWindowOver'
  | 'nothingOpen'

/** What a use case has loaded; leave out what the move does not ask for. Unit counts are those after the change. */
export type LineFacts = {
  readonly now?: Date
  readonly quoteExpiresAt?: Date
  /** The deadline of the state itself: quote expiry, payment (24 h), price answer (48 h). */
  readonly deadlineAt?: Date
  readonly available?: Money
  readonly required?: Money
  /** Our purchase upstream may still be stopped: nothing paid, being paid or of unknown outcome. */
  readonly purchaseStoppable?: boolean
  readonly agreedPrice?: Money
  readonly currentPrice?: Money
  readonly priceTolerance?: PriceTolerance
  /** The last courier trace, or the shipment click when there is none. */
  readonly lastMovementAt?: Date
  readonly stallAfterMs?: number
  readonly quantities?: { readonly everyUnitRefunded: boolean; readonly unitsInHand: number }
  readonly deliveredNotices?: number
  readonly requiredNotices?: number
  readonly abandonAt?: Date
  readonly claimWindowEndsAt?: Date
  readonly openClaims?: number
}

/** How far a price may drift before the partner is asked: the larger of a share of the agreed price and a fixed amount. */
export type PriceTolerance = { readonly bps: number; readonly atLeast: Money }

const lineGuards: Guards<LineGuard, LineFacts> = {
  quoteValid: ({ now, quoteExpiresAt }) => isBefore(now, quoteExpiresAt),
  fundsAvailable: ({ available, required }) => available !== undefined && required !== undefined && compare(available, required) >= 0,
  deadlinePassed: ({ now, deadlineAt }) => isReached(now, deadlineAt),
  purchaseStoppable: ({ purchaseStoppable }) => purchaseStoppable === true,
  priceBeyondTolerance: ({ agreedPrice, currentPrice, priceTolerance }) =>
    agreedPrice !== undefined &&
    currentPrice !== undefined &&
    priceTolerance !== undefined &&
    isBeyondPriceTolerance(agreedPrice, currentPrice, priceTolerance),
  trackingStalledLongEnough: ({ now, lastMovementAt, stallAfterMs }) =>
    now !== undefined &&
    lastMovementAt !== undefined &&
    stallAfterMs !== undefined &&
    now.getTime() - lastMovementAt.getTime() >= stallAfterMs,
  everyUnitRefunded: ({ quantities }) => quantities?.everyUnitRefunded === true && quantities.unitsInHand === 0,
  nothingLeftInHand: ({ quantities }) => quantities?.unitsInHand === 0,
  noticesDelivered: ({ now, abandonAt, deliveredNotices, requiredNotices }) =>
    isReached(now, abandonAt) && deliveredNotices !== undefined && requiredNotices !== undefined && deliveredNotices >= requiredNotices,
  claimWindowOver: ({ now, claimWindowEndsAt }) => isReached(now, claimWindowEndsAt),
  nothingOpen: ({ openClaims }) => openClaims === 0,
}

const refusals: { readonly [guard in LineGuard]: RefusalCode } = {
  quoteValid: 'quote.expired',
  fundsAvailable: 'wallet.insufficient',
  deadlinePassed: 'order.guard_failed',
  purchaseStoppable: 'order.move_not_allowed',
  priceBeyondTolerance: 'order.guard_failed',
  trackingStalledLongEnough: 'order.guard_failed',
  everyUnitRefunded: 'order.guard_failed',
  nothingLeftInHand: 'order.guard_failed',
  noticesDelivered: 'stock.notice_missing',
  claimWindowOver: 'order.guard_failed',
  nothingOpen: 'refund.open_case_exists',
}

/** The line machine with its guards and the code of each no. */
export const lineRules: Rules<LineState, LineEvent, ActorKind, LineGuard, Effect, LineFacts> = {
  machine: lineMachine,
  guards: lineGuards,
  refusals: { illegal: 'order.move_not_allowed', guards: refusals },
}

/** O7: dearer or cheaper than agreed by more than the tolerance; all of one currency. */
export function isBeyondPriceTolerance(agreed: Money, current: Money, tolerance: PriceTolerance): boolean {
  const allowed = maximum(multiplyByBps(agreed, tolerance.bps), tolerance.atLeast)
  const delta = current.amount - agreed.amount
  return (delta < 0n ? -delta : delta) > allowed.amount
}
