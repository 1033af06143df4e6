import type { PolicyKey } from './policy-values.ts'
import type { RuleTexts } from './rule-texts.ts'

/** One entry of the operator's book; never changed, never removed. A row with neither value nor `cancels` withdraws its layer's rule. */
export type StoredRule = {
  id: string
  key: PolicyKey
  /** The one partner it is for; null for all. */
  partnerId: string | null
  /** The one mode it is for; null for both. */
  livemode: boolean | null
  effectiveFrom: Date
  /** First instant it holds no more; null for no end. */
  effectiveTo: Date | null
  value: RuleTexts | null
  /** An earlier entry that had not come into force and never will. */
  cancels: string | null
  reason: string
  /** A contract or notice it rests on. */
  source: string | null
  setBy: string
  setAt: Date
}
