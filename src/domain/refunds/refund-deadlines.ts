import { citationOf, ruleAt } from '../policy/rule-at.ts'
import type { RuleId, RuleRow } from '../policy/rule-row.ts'
import { sellerAnswer } from '../policy/seller-answer.ts'
import { addMilliseconds } from '../shared/clock.ts'
import type { RefundType } from './refund-types.ts'

/** EVIDENCE_BY closes a claim without its evidence; the seller's silence at SELLER_ANSWERS_BY agrees; the rest says itself. */
export const REFUND_DEADLINES = ['EVIDENCE_BY', 'SELLER_ANSWERS_BY', 'ESCALATE_FROM', 'SEND_BACK_BY', 'RETURN_REFUNDED_BY'] as const
/** `at` is null where it counts from something that has not happened yet: then `afterMs` says how long after. */
export type RefundDeadline = {
  code: (typeof REFUND_DEADLINES)[number]
  at: Date | null
  afterMs: number | null
  ruleId: RuleId
  ruleVersion: string
}

type Claim = { type: RefundType; requestedFen: bigint; paidAt: Date | null; isEvidenceMissing: boolean; now: Date }

/**
 * By when what happens to a claim filed now, by the rules in force (domain.md 10.6): 1688's own time-out, once it names one, wins over
 * all of it. A time nobody promised is left out.
 */
export function refundDeadlines({ type, requestedFen, paidAt, isEvidenceMissing, now }: Claim, rows: readonly RuleRow[]): RefundDeadline[] {
  const after = (code: RefundDeadline['code'], ruleId: RuleId, ms: number, from: Date | null): RefundDeadline => {
    const at = from === null ? null : addMilliseconds(from, ms)
    return { code, at, afterMs: from === null ? ms : null, ruleId, ruleVersion: versionOf(ruleId, now, rows) }
  }
  const deadlines: RefundDeadline[] = []
  const evidence = ruleAt('evidenceAnswer', now, rows)
  if (isEvidenceMissing && evidence !== undefined) deadlines.push(after('EVIDENCE_BY', 'evidenceAnswer', evidence.value.ms, now))
  if (type === 'BEFORE_SHIPMENT' && paidAt !== null) deadlines.push(...unshipped({ requestedFen, paidAt, now }, rows))
  const escalation = ruleAt('R33', now, rows)
  if (escalation !== undefined) deadlines.push(after('ESCALATE_FROM', 'R33', escalation.value.afterMs, now))
  if (type !== 'RETURN_REFUND') return deadlines
  const [answer, sending, refunding] = [ruleAt('R07', now, rows), ruleAt('R08', now, rows), ruleAt('R06', now, rows)]
  if (answer !== undefined) deadlines.push(after('SELLER_ANSWERS_BY', 'R07', answer.value.answerMs, now))
  if (sending !== undefined) deadlines.push(after('SEND_BACK_BY', 'R08', sending.value.sendBackMs, null))
  if (refunding !== undefined) deadlines.push(after('RETURN_REFUNDED_BY', 'R06', refunding.value.longestMs, null))
  return deadlines
}

function unshipped({ requestedFen, paidAt, now }: { requestedFen: bigint; paidAt: Date; now: Date }, rows: readonly RuleRow[]) {
  const answer = sellerAnswer({ paidAt, filedAt: now, amountFen: requestedFen, isStaged: false, isPlusMember: false }, rows)
  if (answer.ruleId === null || answer.dueAt === null) return []
  const ruleVersion = versionOf(answer.ruleId, paidAt, rows)
  return [{ code: 'SELLER_ANSWERS_BY' as const, at: answer.dueAt, afterMs: null, ruleId: answer.ruleId, ruleVersion }]
}

function versionOf(ruleId: RuleId, at: Date, rows: readonly RuleRow[]): string {
  const row = ruleAt(ruleId, at, rows)
  return row === undefined ? 'default' : citationOf(row).version
}
