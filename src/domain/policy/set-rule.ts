import type { Actor } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { isPolicyKey } from './policy-defaults.ts'
import type { PolicyKey } from './policy-values.ts'
import { RULE_LEAD_MS } from './rule-book.ts'
import { RULE_FORMS } from './rule-forms.ts'
import { type RuleTexts, readTexts, writeTexts } from './rule-texts.ts'
import type { StoredRule } from './stored-rule.ts'

export type SetRule = {
  actor: Actor
  key: string
  partnerId: string | null
  livemode: boolean | null
  /** Null withdraws what this layer says. */
  value: RuleTexts | null
  /** Null for as soon as every process knows. */
  effectiveFrom: Date | null
  effectiveTo: Date | null
  reason: string
  source: string | null
}

/**
 * Enters a row into the operator's book. It starts ahead of now, so that every process knows it by then and nothing that was priced
 * before changes (domain.md 0, 10.6). Refuses `rule.unknown`, `rule.value_invalid`, `rule.reaches_back`.
 */
export function createSetRule({ clock, ids }: { clock: Clock; ids: Ids }): Commands['setRule'] {
  return async (tx, input) => {
    const key = requireKey(input.key)
    const now = clock.now()
    const soonest = addMilliseconds(now, RULE_LEAD_MS)
    const effectiveFrom = input.effectiveFrom ?? soonest
    if (effectiveFrom < soonest) throw new Refusal('rule.reaches_back', { key, soonest: soonest.toISOString() })
    if (input.effectiveTo !== null && input.effectiveTo <= effectiveFrom)
      throw new Refusal('rule.value_invalid', { key, field: 'effectiveTo' })
    const entry: StoredRule = {
      id: ids.next('rul'),
      key,
      partnerId: input.partnerId,
      livemode: input.livemode,
      effectiveFrom,
      effectiveTo: input.effectiveTo,
      value: input.value === null ? null : writeTexts(key, readTexts(key, input.value)),
      cancels: null,
      reason: input.reason,
      source: input.source,
      setBy: input.actor.id,
      setAt: now,
    }
    await tx.rules.insert(entry)
    return entry
  }
}

function requireKey(key: string): PolicyKey {
  if (!isPolicyKey(key) || !RULE_FORMS[key].isApplied) throw new Refusal('rule.unknown', { key })
  return key
}
