import type { Inspection } from '../inspections/inspection.ts'
import { canDo } from '../machine/machine.ts'
import { moveLine, moveParcel } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import type { OrderLine } from '../orders/order.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { inspectBy } from '../policy/inspect-by.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { Parcel, ParcelLine } from './parcel.ts'
import { parcelMachine } from './parcel-machine.ts'
import { receiptAt } from './receipt-clock.ts'

export type ArriveParcelTools = { clock: Clock; ids: Ids; rules: RuleBook }

/**
 * Dock scan (domain.md 6.1, 6.2): the parcel is ours, its lines have arrived, and one inspection per line is queued.
 * Scanning the same parcel again changes nothing and answers what is already there.
 */
export function createArriveParcel(tools: ArriveParcelTools): Commands['arriveParcel'] {
  return async (tx, input) => {
    const found = await tx.parcels.findByWaybill(input.waybillNo)
    if (found === undefined) throw new Refusal('parcel.waybill_unknown', { waybillNo: input.waybillNo })
    const purchase = existing(await tx.purchases.find(found.purchaseId), found.purchaseId)
    const order = existing(await tx.orders.lock(purchase.orderId), purchase.orderId)
    const parcel = existing(await tx.parcels.lock(found.id), found.id)
    if (!canDo(parcelMachine, parcel.state, 'arrive')) return { parcel, inspections: await tx.inspections.listOfParcel(parcel.id) }
    const at = tools.clock.now()
    const parcelLines = await tx.parcels.linesOf(parcel.id)
    const arrived = await moveParcel(tx, parcel, {
      event: 'arrive',
      actor: input.actor,
      at,
      facts: {},
      change: { arrivedAt: at, weightG: input.weightG, signedAt: parcel.signedAt ?? at },
    })
    const matched = await moveParcel(tx, arrived, { event: 'match', actor: SYSTEM_ACTOR, at, facts: { matchedLines: parcelLines.length } })
    const lines = await tx.lines.lockOfOrder(order.id)
    const inspections: Inspection[] = []
    for (const parcelLine of parcelLines) {
      const line = existing(
        lines.find((candidate) => candidate.id === parcelLine.lineId),
        parcelLine.lineId,
      )
      if (canDo(lineMachine, line.state, 'arrive')) await moveLine(tx, line, { event: 'arrive', actor: input.actor, at, facts: {} })
      inspections.push(await queueInspection(tx, tools, { parcel: matched, parcelLine, line, at }))
    }
    await touchOrder(tx, order, { at })
    return { parcel: matched, inspections }
  }
}

async function queueInspection(
  tx: Transaction,
  tools: ArriveParcelTools,
  work: { parcel: Parcel; parcelLine: ParcelLine; line: OrderLine; at: Date },
): Promise<Inspection> {
  const { parcel, parcelLine, line, at } = work
  const rows = tools.rules.rowsFor(line)
  const inspection: Inspection = {
    partnerId: line.partnerId,
    livemode: line.livemode,
    id: tools.ids.next('ins'),
    orderId: line.orderId,
    lineId: line.id,
    parcelId: parcel.id,
    state: 'PENDING',
    level: line.inspectionLevel,
    expectedQuantity: parcelLine.expectedQuantity,
    countedQuantity: null,
    passedQuantity: null,
    failedQuantity: null,
    plan: null,
    defects: [],
    remark: null,
    inspectorId: null,
    inspectBy: inspectBy({ arrivedAt: at, signedAt: parcel.signedAt, autoReceiptAt: receiptAt(parcel, { asOf: at, rows }) }, rows),
    startedAt: null,
    completedAt: null,
    decideBy: null,
    decision: null,
    decidedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  await tx.inspections.insert(inspection)
  await tx.outbox.addJob('prepare-inspection', { id: inspection.id })
  return inspection
}
