import { valueAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

type LimitRule = 'fourEyes' | 'compensationFourEyes'

/**
 * Up to how much, in fen, one person may move money alone: the rule in force, but never more than without the rows this person set. Who
 * may write the rule could otherwise be both pairs of eyes.
 */
export function oneHandLimit(rule: LimitRule, makerId: string, { at, rows }: { at: Date; rows: readonly RuleRow[] }): bigint {
  const limits = [rows, rows.filter((row) => row.id !== rule || row.setBy !== makerId)].map(
    (known) => valueAt(rule, at, known).above.amount,
  )
  return limits.reduce((least, limit) => (limit < least ? limit : least))
}
