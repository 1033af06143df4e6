import { layRules } from './lay-rules.ts'
import { POLICY_KEYS } from './policy-defaults.ts'
import type { PolicyKey } from './policy-values.ts'
import { ruleAt } from './rule-at.ts'
import { HOUSE } from './rule-book.ts'
import { RULE_AREAS, RULE_FORMS } from './rule-forms.ts'
import type { RuleRow } from './rule-row.ts'
import { writeTexts } from './rule-texts.ts'
import type { StoredRule } from './stored-rule.ts'

/** Where an entry stands: ahead, deciding now, over by its own end, laid over by another one, or taken back before it began. */
export type EntryStatus = 'UPCOMING' | 'IN_FORCE' | 'ENDED' | 'COVERED' | 'CANCELLED'
export type RuleEntryView = { entry: StoredRule; status: EntryStatus; cancelledBy: StoredRule | null }
export type RuleView = { key: PolicyKey; inForce: RuleRow; entries: RuleEntryView[] }

/** For whom the book is read: one partner, or what holds for partners without rows of their own. */
export type RuleScope = { partnerId: string | null; livemode: boolean }

/** Every rule that something reads, as it stands for a scope at an instant, with its entries newest first. */
export function viewRules(stored: readonly StoredRule[], scope: RuleScope, at: Date): RuleView[] {
  const rows = layRules(stored, { ...scope, partnerId: scope.partnerId ?? HOUSE.partnerId })
  return APPLIED.map((key) => {
    const inForce = ruleAt(key, at, rows)
    if (inForce === undefined) throw new RangeError(`no ${key} is in force`)
    const entries = stored.filter((entry) => entry.key === key && entry.cancels === null && isOf(entry, scope))
    return { key, inForce, entries: entries.map((entry) => viewEntry(entry, { stored, inForce, at })) }
  })
}

/** By area, in the order of the areas. */
const APPLIED = RULE_AREAS.flatMap((area) => POLICY_KEYS.filter((key) => RULE_FORMS[key].isApplied && RULE_FORMS[key].area === area))

/** A row's value field by field. */
export function textsOf(row: RuleRow): Record<string, string> {
  const key = row.id as PolicyKey
  return writeTexts(key, row.value as Parameters<typeof writeTexts<typeof key>>[1])
}

function isOf(entry: StoredRule, { partnerId, livemode }: RuleScope): boolean {
  return (entry.partnerId === null || entry.partnerId === partnerId) && (entry.livemode === null || entry.livemode === livemode)
}

function viewEntry(
  entry: StoredRule,
  { stored, inForce, at }: { stored: readonly StoredRule[]; inForce: RuleRow; at: Date },
): RuleEntryView {
  const cancelledBy = stored.find((other) => other.cancels === entry.id) ?? null
  return { entry, cancelledBy, status: cancelledBy === null ? statusOf(entry, inForce, at) : 'CANCELLED' }
}

function statusOf(entry: StoredRule, inForce: RuleRow, at: Date): EntryStatus {
  if (entry.effectiveFrom > at) return 'UPCOMING'
  if (entry.effectiveTo !== null && entry.effectiveTo <= at) return 'ENDED'
  return entry.id === inForce.rowId ? 'IN_FORCE' : 'COVERED'
}
