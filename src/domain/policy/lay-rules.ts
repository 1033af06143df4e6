import type { Tenant } from '../shared/tenant.ts'
import { isPolicyKey } from './policy-defaults.ts'
import { RULE_ROWS } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'
import { readStoredTexts } from './rule-texts.ts'
import type { StoredRule } from './stored-rule.ts'

/**
 * The rows that lie for one partner in one mode, to be asked with `ruleAt`. `stored` is the whole book, newest entry first, so that of
 * two that start at once the later said one holds. Entries of rules this release does not know are left out.
 */
export function layRules(stored: readonly StoredRule[], tenant: Tenant): RuleRow[] {
  const cancelled = new Set(stored.flatMap((entry) => entry.cancels ?? []))
  const laid = stored.filter(
    (entry) =>
      isPolicyKey(entry.key) &&
      entry.cancels === null &&
      !cancelled.has(entry.id) &&
      (entry.partnerId === null || entry.partnerId === tenant.partnerId) &&
      (entry.livemode === null || entry.livemode === tenant.livemode),
  )
  return [...laid.map(toRow), ...RULE_ROWS]
}

function toRow(entry: StoredRule): RuleRow {
  return {
    id: entry.key,
    effectiveFrom: entry.effectiveFrom,
    effectiveTo: entry.effectiveTo,
    value: readStoredTexts(entry.key, entry.value ?? {}),
    says: entry.reason,
    source: entry.source ?? 'the operator',
    confidence: 'P',
    layer: entry.partnerId === null ? 'operator' : 'partner',
    rowId: entry.id,
    setBy: entry.setBy,
    isWithdrawal: entry.value === null,
  }
}
