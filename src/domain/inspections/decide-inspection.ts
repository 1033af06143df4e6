import { moveInspection } from '../moves/bindings.ts'
import type { OrderLine } from '../orders/order.ts'
import { acceptAsIs, dispose, store } from '../orders/quantities.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import type { RefundType } from '../refunds/refund-types.ts'
import { type OpenRefundTools, openRefund } from '../refunds/request-refund.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import { type StoreTools, storeUnits } from '../stock/store-units.ts'
import type { Commands, DecideInspection } from '../use-cases.ts'
import { claimReason } from './claim-reason.ts'
import type { Inspection, InspectionDecision } from './inspection.ts'

export type DecisionTools = OpenRefundTools & StoreTools

/** The refund each decision asks for; the others ask for none (domain.md 7.6, 10.1). */
const REFUND_TYPE: Partial<Record<InspectionDecision, RefundType>> = {
  REFUND_ONLY: 'REFUND_NO_RETURN_SELLER',
  PARTIAL_REFUND: 'PARTIAL_REFUND',
  RETURN_REFUND: 'RETURN_REFUND',
}

/** The partner says what becomes of failed or missing units: kept, thrown away, or claimed from the seller. */
export function createDecideInspection(tools: DecisionTools): Commands['decideInspection'] {
  return async (tx, input) => {
    const known = ownedBy(await tx.inspections.find(input.inspectionId), input.tenant, input.inspectionId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const inspection = existing(await tx.inspections.lock(known.id), known.id)
    const line = existing(await tx.lines.lock(inspection.lineId), inspection.lineId)
    const at = tools.clock.now()
    const decided = await moveInspection(tx, inspection, {
      event: 'decide',
      actor: input.actor,
      at,
      facts: { now: at, decisionOffered: isOffered(inspection, input.decision) },
      reason: input.note,
      change: { decision: input.decision, decidedAt: at },
    })
    const { decision, note, amountMinor, actor } = input
    const refund = await carryOutDecision(tx, tools, { decision, note, amountMinor, actor, inspection: decided, line, at })
    if (refund === null) await settleException(tx, existing(await tx.lines.lock(line.id), line.id), { actor: input.actor, at })
    await touchOrder(tx, order, { at })
    return { inspection: decided, refund }
  }
}

/** Nothing can be kept or thrown away that never came; returning needs units in hand. */
function isOffered(inspection: Inspection, decision: InspectionDecision): boolean {
  const inHand = inspection.failedQuantity ?? 0
  const needsGoods = decision === 'ACCEPT_AS_IS' || decision === 'DISPOSE' || decision === 'RETURN_REFUND'
  return !needsGoods || inHand > 0
}

export type Decision = Pick<DecideInspection, 'decision' | 'note' | 'amountMinor' | 'actor'> & {
  inspection: Inspection
  line: OrderLine
  at: Date
}

/** Does what was decided about the failed and missing units; answers the claim it opened, if any. */
export async function carryOutDecision(tx: Transaction, tools: DecisionTools, choice: Decision): Promise<RefundCase | null> {
  const { inspection, line, at } = choice
  const failed = inspection.failedQuantity ?? 0
  const missing = inspection.expectedQuantity - (inspection.countedQuantity ?? 0)
  if (choice.decision === 'ACCEPT_AS_IS') {
    await tx.lines.update({ ...store(acceptAsIs(line, failed), failed), updatedAt: at })
    await storeUnits(tx, tools, { line, inspection, quantity: failed, condition: 'DEFECTIVE_ACCEPTED', at })
    return null
  }
  if (choice.decision === 'DISPOSE') {
    await tx.lines.update({ ...dispose(line, failed, 'failedOnHold'), updatedAt: at })
    return null
  }
  const type = REFUND_TYPE[choice.decision]
  if (type === undefined) throw new Refusal('inspection.decision_not_offered', { decision: choice.decision })
  const photos = await tx.inspections.photosOf(inspection.id)
  return openRefund(tx, tools, {
    actor: choice.actor,
    line,
    inspection,
    // Units that never came cannot be sent back: they are claimed with the damaged ones only when money alone is asked for.
    quantity: choice.decision === 'RETURN_REFUND' ? failed : failed + missing,
    // Nothing to keep or send back when the pieces never came: a shortage is a partial refund (10.1).
    type: failed === 0 ? 'PARTIAL_REFUND' : type,
    reasonCode: claimReason(inspection.defects, failed),
    description: describe(inspection, choice.note),
    amountMinor: choice.amountMinor,
    evidenceFileIds: photos.map((photo) => photo.redactedFileId),
    at,
  })
}

/** Read by the seller: our own words are Chinese, what people wrote stays as it is. 1688 takes 2 to 150 characters (reference 2.16). */
function describe(inspection: Inspection, note: string | null): string {
  const defects = inspection.defects.map((defect) => `${defect.description} ${defect.quantity} 件`).join('；')
  const counts = `应到 ${inspection.expectedQuantity} 件，实到 ${inspection.countedQuantity ?? 0} 件，合格 ${inspection.passedQuantity ?? 0} 件`
  const text = [counts, defects, note].filter(Boolean).join('。')
  return [...text].slice(0, 150).join('')
}
