import { addMilliseconds, DAY_MS, MINUTE_MS } from '../shared/clock.ts'
import { chinaDayStart, chinaMinuteOfDay } from './china-time.ts'
import { RULE_ROWS, ruleAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

/** A refund asked for before the seller shipped (domain.md type 1). */
export type UnshippedRefund = {
  readonly paidAt: Date
  readonly filedAt: Date
  readonly amountFen: bigint
  readonly isStaged: boolean
  readonly isPlusMember: boolean
  /** 0 to 6 are the ordinary levels; null when unknown. */
  readonly buyerLevel?: number | null
  readonly isMadeToOrder?: boolean
  readonly isDistribution?: boolean
}

/** By when the seller must answer, silence agreeing; `instant` is refunded at once, `dueAt` null when the rule names no time. */
export type SellerAnswer = { readonly ruleId: 'R01' | 'R02' | 'R03' | 'R04' | null; readonly instant: boolean; readonly dueAt: Date | null }

/** R01 to R05, by the payment time: the most generous rule in force decides. Upstream's own timeout, when known, wins over it. */
export function sellerAnswer(refund: UnshippedRefund, rows: readonly RuleRow[] = RULE_ROWS): SellerAnswer {
  const age = refund.filedAt.getTime() - refund.paidAt.getTime()
  const isSpot = !isExcluded(refund, rows) && !refund.isStaged
  const plus = ruleAt('R04', refund.paidAt, rows)?.value
  if (plus && isSpot && refund.isPlusMember && age <= plus.withinMs && refund.amountFen <= plus.maxFen) return instant('R04', refund)
  const fast = ruleAt('R03', refund.paidAt, rows)?.value
  if (fast) {
    if (isSpot && age <= fast.instantWithinMs && refund.amountFen <= fast.instantMaxFen) return instant('R03', refund)
    const isFast = isSpot && age <= fast.fastWithinMs && refund.amountFen <= fast.fastMaxFen
    return isFast ? soon('R03', refund, { ms: fast.fastAnswerMs, rows }) : later('R03', refund, fast.otherAnswerMs)
  }
  const older = ruleAt('R02', refund.paidAt, rows)?.value
  if (older) {
    const isKnownLevel =
      refund.buyerLevel == null || (refund.buyerLevel >= older.buyerLevels[0] && refund.buyerLevel <= older.buyerLevels[1])
    const isFast = isSpot && isKnownLevel && age <= older.paidWithinMs && refund.amountFen <= older.maxFen
    return isFast ? soon('R02', refund, { ms: older.fastAnswerMs, rows }) : later('R02', refund, older.otherAnswerMs)
  }
  return { ruleId: ruleAt('R01', refund.paidAt, rows) ? 'R01' : null, instant: false, dueAt: null }
}

function isExcluded(refund: UnshippedRefund, rows: readonly RuleRow[]): boolean {
  const excluded = ruleAt('R05', refund.paidAt, rows)?.value.excluded ?? []
  return excluded.some((kind) => (kind === 'madeToOrder' ? refund.isMadeToOrder === true : refund.isDistribution === true))
}

function instant(ruleId: 'R03' | 'R04', refund: UnshippedRefund): SellerAnswer {
  return { ruleId, instant: true, dueAt: refund.filedAt }
}

function later(ruleId: 'R02' | 'R03', refund: UnshippedRefund, ms: number): SellerAnswer {
  return { ruleId, instant: false, dueAt: addMilliseconds(refund.filedAt, ms) }
}

/** R02's night clause: filed in the evening or before work, a fast answer comes by noon. R03 says nothing of it, so it still stands. */
function soon(ruleId: 'R02' | 'R03', refund: UnshippedRefund, fast: { ms: number; rows: readonly RuleRow[] }): SellerAnswer {
  const night = ruleAt('R02', refund.paidAt, fast.rows)?.value.night
  const minute = chinaMinuteOfDay(refund.filedAt)
  if (!night || (minute >= night.toMinute && minute < night.fromMinute)) return later(ruleId, refund, fast.ms)
  const workday = minute >= night.fromMinute ? addMilliseconds(chinaDayStart(refund.filedAt), DAY_MS) : chinaDayStart(refund.filedAt)
  return { ruleId, instant: false, dueAt: addMilliseconds(workday, night.answerByMinute * MINUTE_MS) }
}
