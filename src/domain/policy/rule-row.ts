import type { PlatformRuleValues } from './platform-rule-values.ts'
import type { PolicyValues } from './policy-values.ts'

/** How well a rule is known: official (A), trade press (B), one weak source (C), our own policy (P). */
export type Confidence = 'A' | 'B' | 'C' | 'P'

/** What lies over what, lowest first: the rows we ship, the operator's, those for one partner (ADR 0012). */
export const RULE_LAYERS = ['shipped', 'operator', 'partner'] as const
export type RuleLayer = (typeof RULE_LAYERS)[number]

export type RuleValues = PlatformRuleValues & PolicyValues
export type RuleId = keyof RuleValues

/** One version of one rule. Rules change several times a year, so a number is never a constant in code (domain.md section 0). */
export type RuleRow<K extends RuleId = RuleId> = {
  readonly id: K
  /** First instant it holds; null since ever. */
  readonly effectiveFrom: Date | null
  /** First instant it holds no more; null while in force. */
  readonly effectiveTo: Date | null
  readonly value: RuleValues[K]
  /** What the rule says, in a sentence for people. */
  readonly says: string
  readonly source: string
  readonly confidence: Confidence
  readonly layer: RuleLayer
  /** Of a row the operator set: its id, which charges cite. */
  readonly rowId?: string
  /** Of a row the operator set: who did. */
  readonly setBy?: string
  /** From its start on its layer says nothing of the rule: the layer below holds. Its value counts for nothing. */
  readonly isWithdrawal?: boolean
}

type RowNotes = { says: string; source: string; confidence: Confidence; from?: string; to?: string }

/** Builds a row we ship; `from` and `to` are ISO instants or dates, dates meaning midnight in China. */
export function ruleRow<K extends RuleId>(id: K, value: RuleValues[K], notes: RowNotes): RuleRow<K> {
  const { says, source, confidence, from, to } = notes
  return { id, effectiveFrom: chinaInstant(from), effectiveTo: chinaInstant(to), value, says, source, confidence, layer: 'shipped' }
}

function chinaInstant(text: string | undefined): Date | null {
  if (text === undefined) return null
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text)
}
