import { moveRefund } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { evidenceOf } from './claim-scope.ts'
import { missingEvidence } from './reasons.ts'
import type { RefundCase } from './refund-case.ts'
import type { RefundFacts } from './refund-guards.ts'
import { isUpstreamFunded } from './refund-types.ts'

export type Review = { refund: RefundCase; limits: RefundFacts; at: Date }

/**
 * Takes a submitted case as far as the rules alone allow: without its evidence it waits for that, until a deadline; with it and funded
 * upstream it goes straight to filing, else to the after-sales desk (domain.md 10.2).
 */
export async function reviewRefund(tx: Transaction, tools: { rules: RuleBook }, review: Review): Promise<RefundCase> {
  const { refund, limits, at } = review
  const reviewed = await takeUnderReview(tx, tools, review)
  if (reviewed.state !== 'UNDER_REVIEW' || !isUpstreamFunded(refund.type)) return reviewed
  return moveRefund(tx, reviewed, { event: 'file', actor: SYSTEM_ACTOR, at, facts: { ...limits, fundedBy: 'upstream' } })
}

/** As far as the desk, and no further: under review, or waiting for its evidence. */
export async function takeUnderReview(tx: Transaction, tools: { rules: RuleBook }, { refund, at }: Review): Promise<RefundCase> {
  const missing = await evidenceLacking(tx, refund)
  if (missing.length > 0) {
    const deadlineAt = new Date(at.getTime() + valueAt('evidenceAnswer', at, tools.rules.rowsFor(refund)).ms)
    const change = { missingEvidence: missing, deadlineAt }
    return moveRefund(tx, refund, { event: 'requireEvidence', actor: SYSTEM_ACTOR, at, facts: {}, change })
  }
  const change = { missingEvidence: [], deadlineAt: null }
  return moveRefund(tx, refund, { event: 'review', actor: SYSTEM_ACTOR, at, facts: { missingEvidence: [] }, change })
}

/** What the reason asks for and neither the bench's pictures of the line nor what was handed in shows. */
export async function evidenceLacking(tx: Transaction, refund: RefundCase): Promise<string[]> {
  const inspections = await tx.inspections.listOfLine(refund.lineId)
  const photos = (await Promise.all(inspections.map((inspection) => tx.inspections.photosOf(inspection.id)))).flat()
  return missingEvidence(refund.reasonCode, [...evidenceOf(photos), ...refund.evidenceItems.map(({ item }) => item)])
}
