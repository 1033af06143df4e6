import { moveShipment } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { StockLot } from '../stock/stock-lot.ts'
import type { PackingPlan, ShipmentItem } from './shipment.ts'

/** Proposes cartons for what is to be packed. */
export type PlanCartons = (contents: { item: ShipmentItem; lot: StockLot }[]) => PackingPlan

/** The consolidation job: proposes cartons and puts the shipment on the pick list. Runs once, whoever asks again. */
export function createPlanConsolidation(tools: { clock: Clock; planCartons: PlanCartons }) {
  return async (tx: Transaction, shipmentId: string): Promise<void> => {
    const shipment = existing(await tx.shipments.lock(shipmentId), shipmentId)
    if (shipment.state !== 'SUBMITTED') return
    const items = await tx.shipments.itemsOf(shipment.id)
    const contents = await Promise.all(items.map(async (item) => ({ item, lot: existing(await tx.stock.find(item.lotId), item.lotId) })))
    await moveShipment(tx, shipment, {
      event: 'startPicking',
      actor: SYSTEM_ACTOR,
      at: tools.clock.now(),
      facts: {},
      change: { packingPlan: tools.planCartons(contents) },
    })
  }
}
