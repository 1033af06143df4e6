import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { RULE_LEAD_MS } from './rule-book.ts'

/** Takes back a row before it comes into force; later it can only be followed by another. Refuses `rule.in_force_already`. */
export function createCancelRule({ clock, ids }: { clock: Clock; ids: Ids }): Commands['cancelRule'] {
  return async (tx, input) => {
    const now = clock.now()
    const entry = existing(await tx.rules.find(input.ruleId), input.ruleId)
    if (entry.cancels !== null || entry.effectiveFrom <= addMilliseconds(now, RULE_LEAD_MS)) {
      throw new Refusal('rule.in_force_already', { id: entry.id, effectiveFrom: entry.effectiveFrom.toISOString() })
    }
    const cancelling = {
      ...entry,
      id: ids.next('rul'),
      value: null,
      cancels: entry.id,
      reason: input.reason,
      source: null,
      setBy: input.actor.id,
      setAt: now,
    }
    await tx.rules.insert(cancelling)
    return cancelling
  }
}
