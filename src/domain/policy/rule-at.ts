import { chinaDate } from './china-time.ts'
import { PLATFORM_RULES } from './platform-rules.ts'
import { POLICY_DEFAULTS } from './policy-defaults.ts'
import type { RuleId, RuleRow, RuleValues } from './rule-row.ts'

/** Every row we ship with. An operator's dated rows are put in front of them. */
export const RULE_ROWS: readonly RuleRow[] = [...PLATFORM_RULES, ...POLICY_DEFAULTS]

/** The version of a rule in force at an instant, or undefined; with several, the one that came into force last, then the first listed. */
export function ruleAt<K extends RuleId>(id: K, at: Date, rows: readonly RuleRow[] = RULE_ROWS): RuleRow<K> | undefined {
  const inForce = rows.filter((row) => row.id === id && isInForce(row, at)) as RuleRow<K>[]
  return inForce.reduce<RuleRow<K> | undefined>((best, row) => (best === undefined || startOf(row) > startOf(best) ? row : best), undefined)
}

/** The value in force; a rule that has none at that instant is a bug and throws RangeError. */
export function valueAt<K extends RuleId>(id: K, at: Date, rows: readonly RuleRow[] = RULE_ROWS): RuleValues[K] {
  const row = ruleAt(id, at, rows)
  if (row === undefined) throw new RangeError(`rule ${id} is not in force at ${at.toISOString()}`)
  return row.value
}

/** What a charge cites: the rule and the day in China its version came into force (`default` when since ever). */
export function citationOf(row: RuleRow): { ruleId: RuleId; version: string } {
  return { ruleId: row.id, version: row.effectiveFrom === null ? 'default' : chinaDate(row.effectiveFrom) }
}

function isInForce(row: RuleRow, at: Date): boolean {
  return startOf(row) <= at.getTime() && (row.effectiveTo === null || at.getTime() < row.effectiveTo.getTime())
}

function startOf(row: { readonly effectiveFrom: Date | null }): number {
  return row.effectiveFrom?.getTime() ?? Number.NEGATIVE_INFINITY
}
