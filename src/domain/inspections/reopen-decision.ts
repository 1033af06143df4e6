import { canDo } from '../machine/machine.ts'
import { moveInspection } from '../moves/bindings.ts'
import { decideBy } from '../policy/inspect-by.ts'
import type { Transaction } from '../ports.ts'
import { isOpenClaim } from '../refunds/claim-scope.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { existing } from '../shared/owned-by.ts'
import { inspectionMachine } from './inspection-machine.ts'

/**
 * The claim on an inspection's units was withdrawn, refused or closed while they lie on hold here: the partner decides anew, keeping
 * them as they are included (domain.md 7.6, 10.2). Does nothing for other claims. The order must be locked.
 */
export async function reopenDecision(tx: Transaction, refund: RefundCase, at: Date): Promise<void> {
  if (refund.inspectionId === null || refund.payoutMinor !== null || isOpenClaim(refund)) return
  const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
  const inspection = existing(await tx.inspections.lock(refund.inspectionId), refund.inspectionId)
  const goodsStillHere = line.failedOnHold > 0 && (inspection.failedQuantity ?? 0) > 0
  if (!goodsStillHere || !canDo(inspectionMachine, inspection.state, 'reopen')) return
  await moveInspection(tx, inspection, {
    event: 'reopen',
    actor: SYSTEM_ACTOR,
    at,
    facts: { goodsStillHere },
    // The platform's clock was kept by the claim itself; what is left to decide weakens none.
    change: { decision: null, decidedAt: null, decideBy: decideBy({ at, claimClosesAt: null }) },
  })
}
