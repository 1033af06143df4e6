import { canDo } from '../machine/machine.ts'
import { moveInspection, moveLine, moveParcel } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import type { OrderLine } from '../orders/order.ts'
import { inspect, markMissing, receive, store } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { ParcelEvent } from '../parcels/parcel-machine.ts'
import { parcelMachine } from '../parcels/parcel-machine.ts'
import { receiptAt } from '../parcels/receipt-clock.ts'
import { decideBy } from '../policy/inspect-by.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { evidenceOf } from '../refunds/claim-scope.ts'
import { missingEvidence } from '../refunds/reasons.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import { storeUnits } from '../stock/store-units.ts'
import type { Commands, CompleteInspection } from '../use-cases.ts'
import { OUTER_BOX_SHOT } from './add-inspection-photo.ts'
import { claimReason } from './claim-reason.ts'
import type { Inspection, InspectionPhoto } from './inspection.ts'
import type { InspectionEvent } from './inspection-machine.ts'

export type CompleteInspectionTools = { clock: Clock; ids: Ids; rules: RuleBook }

const OUTCOME_EVENTS = { PASS: 'pass', PASS_WITH_REMARK: 'passWithRemark', FAIL: 'fail' } as const satisfies Record<
  CompleteInspection['outcome'],
  InspectionEvent
>

/**
 * The bench's verdict: counts go to the line, good units to a bin, anything else to the partner's decision (domain.md 7.5, 7.6).
 * Short or failed units make the outcome FAIL: a pass may leave nothing unexplained.
 */
export function createCompleteInspection(tools: CompleteInspectionTools): Commands['completeInspection'] {
  return async (tx, input) => {
    const known = existing(await tx.inspections.find(input.inspectionId), input.inspectionId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const inspection = existing(await tx.inspections.lock(known.id), known.id)
    requireCounts(inspection, input)
    const at = tools.clock.now()
    const photos = await tx.inspections.photosOf(inspection.id)
    requireShots(input, photos)
    const judged = await moveInspection(tx, inspection, {
      event: OUTCOME_EVENTS[input.outcome],
      actor: input.actor,
      at,
      facts: { openChecks: 0, photos: photos.length },
      evidence: photos.map((photo) => photo.id),
      reason: input.remark,
      change: {
        countedQuantity: input.countedQuantity,
        passedQuantity: input.passedQuantity,
        failedQuantity: input.failedQuantity,
        defects: input.defects,
        remark: input.remark,
        completedAt: at,
      },
    })
    const line = existing(await tx.lines.lock(inspection.lineId), inspection.lineId)
    await countLine(tx, tools, { line, inspection: judged, input, at })
    await moveParcelOn(tx, judged, input, at)
    await touchOrder(tx, order, { at })
    if (input.outcome !== 'FAIL') return judged
    const claimClosesAt = receiptAt(existing(await tx.parcels.find(judged.parcelId), judged.parcelId), {
      asOf: at,
      rows: tools.rules.rowsFor(judged),
    })
    return moveInspection(tx, judged, {
      event: 'requestDecision',
      actor: SYSTEM_ACTOR,
      at,
      facts: {},
      change: { decideBy: decideBy({ at, claimClosesAt }, tools.rules.rowsFor(judged)) },
    })
  }
}

function requireCounts(inspection: Inspection, input: CompleteInspection): void {
  const { countedQuantity: counted, passedQuantity: passed, failedQuantity: failed } = input
  const facts = { id: inspection.id, expected: inspection.expectedQuantity, counted, passed, failed }
  if (passed + failed !== counted || counted > inspection.expectedQuantity) throw new Refusal('inspection.quantity_mismatch', facts)
  const unexplained = failed > 0 || counted < inspection.expectedQuantity
  if (unexplained !== (input.outcome === 'FAIL')) throw new Refusal('inspection.quantity_mismatch', { ...facts, outcome: input.outcome })
}

/** The closed box always; for a failure also what its claim would need: later the goods may be gone (domain.md 7.4, 10.5). */
function requireShots(input: CompleteInspection, photos: InspectionPhoto[]): void {
  const claim = input.outcome === 'FAIL' ? missingEvidence(claimReason(input.defects, input.failedQuantity), evidenceOf(photos)) : []
  const missing = [OUTER_BOX_SHOT, ...claim].filter((shot) => !photos.some((photo) => photo.shot === shot))
  if (missing.length > 0) throw new Refusal('inspection.photos_missing', { id: input.inspectionId, shots: [...new Set(missing)] })
}

async function countLine(
  tx: Transaction,
  tools: CompleteInspectionTools,
  work: { line: OrderLine; inspection: Inspection; input: CompleteInspection; at: Date },
): Promise<void> {
  const { line, inspection, input, at } = work
  const counted = inspect(receive(line, input.countedQuantity), { passed: input.passedQuantity, failed: input.failedQuantity })
  const short = inspection.expectedQuantity - input.countedQuantity
  const known = markMissing(counted, Math.min(short, counted.inTransit))
  const stored = store(known, input.passedQuantity)
  if (input.passedQuantity > 0) await storeUnits(tx, tools, { line, inspection, quantity: input.passedQuantity, condition: 'GOOD', at })
  const event = input.outcome === 'FAIL' ? 'raiseException' : 'store'
  // A later parcel of a line that is already held or shipped on changes counters only.
  if (canDo(lineMachine, line.state, event)) {
    await moveLine(tx, line, { event, actor: input.actor, at, facts: {}, change: stored, evidence: [inspection.id] })
  } else {
    await tx.lines.update({ ...stored, updatedAt: at })
  }
}

/** A parcel follows its inspections: counted by the first verdict, inspected and put away by the last. */
async function moveParcelOn(tx: Transaction, inspection: Inspection, input: CompleteInspection, at: Date): Promise<void> {
  let parcel = existing(await tx.parcels.lock(inspection.parcelId), inspection.parcelId)
  const parcelLine = (await tx.parcels.linesOf(parcel.id)).find((entry) => entry.lineId === inspection.lineId)
  if (parcelLine !== undefined) await tx.parcels.updateLine({ ...parcelLine, countedQuantity: input.countedQuantity })
  const open = (await tx.inspections.listOfParcel(parcel.id)).filter(
    (entry) => entry.completedAt === null && entry.state !== 'CANCELLED',
  ).length
  const events: ParcelEvent[] = open > 0 ? ['count'] : ['count', 'inspect', 'putAway']
  for (const event of events) {
    if (canDo(parcelMachine, parcel.state, event))
      parcel = await moveParcel(tx, parcel, { event, actor: input.actor, at, facts: { openInspections: open } })
  }
}
