import { addMilliseconds, DAY_MS, earliest } from '../shared/clock.ts'
import { chinaDayStart } from './china-time.ts'
import { RULE_ROWS, valueAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

export type SentReturn = {
  readonly sentBackAt: Date
  /** The seller's sign-off of the return; null while unknown. */
  readonly signedAt: Date | null
  readonly amountFen: bigint
}

/** R06: the latest instant at which an unanswered return is refunded; our reading of the 7-day maximum covers every amount. */
export function returnRefundAt(sent: SentReturn, rows: readonly RuleRow[] = RULE_ROWS): Date {
  const rule = valueAt('R06', sent.signedAt ?? sent.sentBackAt, rows)
  const latest = addMilliseconds(sent.sentBackAt, rule.longestMs)
  if (sent.signedAt === null || sent.amountFen > rule.maxFen) return latest
  return earliest(latest, addMilliseconds(sent.signedAt, rule.confirmMs))
}

/** R20: the end of the seven days without a reason; with only a date known they begin at the next midnight in China. */
export function noReasonWindowEndsAt(signedAt: Date, isDateOnly: boolean = false, rows: readonly RuleRow[] = RULE_ROWS): Date {
  const start = isDateOnly ? addMilliseconds(chinaDayStart(signedAt), DAY_MS) : signedAt
  return addMilliseconds(start, valueAt('R20', signedAt, rows).windowMs)
}
