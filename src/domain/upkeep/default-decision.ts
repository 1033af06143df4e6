import { carryOutDecision, type DecisionTools } from '../inspections/decide-inspection.ts'
import type { Inspection, InspectionDecision } from '../inspections/inspection.ts'
import { moveInspection } from '../moves/bindings.ts'
import type { ExceptionPolicy } from '../orders/exception-policies.ts'
import type { OrderLine } from '../orders/order.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { existing } from '../shared/owned-by.ts'

/** What silence means, by policy (domain.md 6.3). A reshipment has to be asked of the seller by a person: money is claimed. */
const BY_POLICY: Record<ExceptionPolicy, InspectionDecision> = {
  ACCEPT_AS_IS: 'ACCEPT_AS_IS',
  CLAIM_PARTIAL: 'REFUND_ONLY',
  RETURN: 'RETURN_REFUND',
  RESHIP: 'REFUND_ONLY',
}

/** Goods with such a defect must not be exported: silence never puts them into stock (6.3). */
const NEVER_KEPT: ReadonlySet<string> = new Set(['PROHIBITED', 'IP_BRAND'])

/** The partner stayed silent until the deadline: the line's own policy decides. */
export function createDefaultDecision(tools: DecisionTools) {
  return async (tx: Transaction, inspectionId: string): Promise<void> => {
    const known = existing(await tx.inspections.find(inspectionId), inspectionId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const inspection = existing(await tx.inspections.lock(inspectionId), inspectionId)
    const at = tools.clock.now()
    if (inspection.state !== 'DECISION_PENDING' || inspection.decideBy === null || inspection.decideBy > at) return
    const line = existing(await tx.lines.lock(inspection.lineId), inspection.lineId)
    const isClaimed = (await tx.refunds.listOfLine(line.id)).some((refund) => refund.inspectionId === inspection.id)
    const decision = silenceMeans(tools, { inspection, line, isClaimed, at })
    const decided = await moveInspection(tx, inspection, {
      event: 'defaultDecision',
      actor: SYSTEM_ACTOR,
      at,
      facts: { now: at, decisionOffered: true, answerDueAt: inspection.decideBy },
      change: { decision, decidedAt: at },
    })
    const refund = await carryOutDecision(tx, tools, {
      decision,
      actor: SYSTEM_ACTOR,
      note: null,
      amountMinor: null,
      inspection: decided,
      line,
      at,
    })
    if (refund === null) await settleException(tx, existing(await tx.lines.lock(line.id), line.id), { actor: SYSTEM_ACTOR, at })
    await touchOrder(tx, order, { at })
  }
}

type Silence = { inspection: Inspection; line: OrderLine; isClaimed: boolean; at: Date }

function silenceMeans({ rules }: DecisionTools, { inspection, line, isClaimed, at }: Silence): InspectionDecision {
  const mayBeKept = !inspection.defects.some(({ checkType }) => NEVER_KEPT.has(checkType))
  const isInHand = (inspection.failedQuantity ?? 0) > 0
  // Pieces that never came can only be claimed or let go: there is nothing to return or to keep.
  if (!isInHand) return 'REFUND_ONLY'
  // A claim that came to nothing is not made again by itself.
  if (isClaimed) return mayBeKept ? 'ACCEPT_AS_IS' : 'DISPOSE'
  const decision = BY_POLICY[line.exceptionPolicy ?? valueAt('silence', at, rules.rowsFor(line)).inHand]
  return decision === 'ACCEPT_AS_IS' && !mayBeKept ? 'RETURN_REFUND' : decision
}
