import { chinaDate } from './china-time.ts'
import { PLATFORM_RULES } from './platform-rules.ts'
import { POLICY_DEFAULTS } from './policy-defaults.ts'
import { RULE_LAYERS, type RuleId, type RuleRow, type RuleValues } from './rule-row.ts'

/** Every row we ship with: the lowest layer. What holds for a partner is asked of a `RuleBook`. */
export const RULE_ROWS: readonly RuleRow[] = [...PLATFORM_RULES, ...POLICY_DEFAULTS]

/**
 * The version of a rule in force at an instant, or undefined. The highest layer that says something decides; within it the row that
 * came into force last, then the first listed.
 */
export function ruleAt<K extends RuleId>(id: K, at: Date, rows: readonly RuleRow[] = RULE_ROWS): RuleRow<K> | undefined {
  const inForce = rows.filter((row) => row.id === id && isInForce(row, at)) as RuleRow<K>[]
  for (const layer of DOWNWARDS) {
    const best = newest(inForce.filter((row) => row.layer === layer))
    if (best !== undefined && best.isWithdrawal !== true) return best
  }
  return undefined
}

/** The value in force; a rule that has none at that instant is a bug and throws RangeError. */
export function valueAt<K extends RuleId>(id: K, at: Date, rows: readonly RuleRow[] = RULE_ROWS): RuleValues[K] {
  const row = ruleAt(id, at, rows)
  if (row === undefined) throw new RangeError(`rule ${id} is not in force at ${at.toISOString()}`)
  return row.value
}

/** What a charge cites: the rule, and the id of the operator's row; of a row we ship the day in China it came into force, or `default`. */
export function citationOf(row: RuleRow): { ruleId: RuleId; version: string } {
  return { ruleId: row.id, version: row.rowId ?? (row.effectiveFrom === null ? 'default' : chinaDate(row.effectiveFrom)) }
}

const DOWNWARDS = [...RULE_LAYERS].reverse()

function newest<K extends RuleId>(rows: readonly RuleRow<K>[]): RuleRow<K> | undefined {
  return rows.reduce<RuleRow<K> | undefined>((best, row) => (best === undefined || startOf(row) > startOf(best) ? row : best), undefined)
}

function isInForce(row: RuleRow, at: Date): boolean {
  return startOf(row) <= at.getTime() && (row.effectiveTo === null || at.getTime() < row.effectiveTo.getTime())
}

function startOf(row: { readonly effectiveFrom: Date | null }): number {
  return row.effectiveFrom?.getTime() ?? Number.NEGATIVE_INFINITY
}
