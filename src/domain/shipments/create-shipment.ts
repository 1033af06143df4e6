import { attachFiles, requireOwnFile } from '../files/attach-files.ts'
import { moveShipment } from '../moves/bindings.ts'
import type { AgentOrder } from '../orders/order.ts'
import { reserve } from '../orders/quantities.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import { sameTenant } from '../shared/tenant.ts'
import type { StockLot } from '../stock/stock-lot.ts'
import type { Commands, CreateShipment } from '../use-cases.ts'
import { type PricedShipment, priceShipment, type ShipmentPricing } from './price-shipment.ts'
import type { Carton, Shipment, ShipmentItem } from './shipment.ts'
import { changeUnits, countOpenClaims, lockOrdersOf } from './shipped-units.ts'

export type CreateShipmentTools = ShipmentPricing & { clock: Clock; ids: Ids }

/** Goods nobody has weighed count as a quarter of a kilogram until they are packed. */
const UNKNOWN_UNIT_WEIGHT_G = 250

/** Reserves stored units for one consignee, estimates the freight and queues the consolidation (domain.md 9.1). */
export function createCreateShipment(tools: CreateShipmentTools): Commands['createShipment'] {
  return async (tx, input) => {
    const at = tools.clock.now()
    const wanted = quantities(input)
    const known = await Promise.all([...wanted.keys()].map((id) => tx.stock.find(id)))
    const owned = known.flatMap((lot) => (lot !== undefined && sameTenant(lot, input.tenant) ? [lot] : []))
    if (owned.length < wanted.size) throw unavailable([...wanted.keys()].filter((id) => !owned.some((lot) => lot.id === id)))
    const orders = await lockOrdersOf(
      tx,
      owned.map((lot) => lot.lineId),
    )
    const lots = await tx.stock.lockMany([...wanted.keys()])
    const short = lots.filter((lot) => lot.abandonedAt !== null || lot.quantity - lot.reservedQuantity < (wanted.get(lot.id) ?? 0))
    if (short.length > 0) throw unavailable(short.map((lot) => lot.id))
    for (const fileId of input.documentFileIds ?? []) await requireOwnFile(tx, input.tenant, fileId)
    const draft = draftFrom(input, orders, tools.ids.next('shp'), at)
    await tx.shipments.insert(draft)
    const items = await reserveLots(tx, { draft, lots, wanted })
    await changeUnits(tx, { items, orders, count: reserve, actor: input.actor, at })
    const openClaims = await countOpenClaims(tx, items)
    const shipment = await submit(tx, { draft, priced: estimate(tools, draft, lots, wanted, at), openClaims, input, at })
    await attachFiles(tx, shipment.documentFileIds, shipment.id)
    return { shipment, items }
  }
}

/** One entry per lot, however often it was named. */
function quantities(input: CreateShipment): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const item of input.items) wanted.set(item.lotId, (wanted.get(item.lotId) ?? 0) + item.quantity)
  return wanted
}

function unavailable(lotIds: string[]): Refusal {
  return new Refusal('shipment.items_not_available', { lotIds })
}

function draftFrom(input: CreateShipment, orders: AgentOrder[], id: string, at: Date): Shipment {
  return {
    ...input.tenant,
    id,
    state: 'DRAFT',
    consignee: input.consignee,
    lineCode: input.lineCode,
    packingPlan: null,
    estimatedWeightG: null,
    estimatedFreightMinor: null,
    cartons: [],
    chargeableWeightG: null,
    currency: orders[0]?.currency ?? 'CNY',
    freightMinor: null,
    charges: [],
    paidAt: null,
    carrierTrackingNo: null,
    labelUrl: null,
    handedOverAt: null,
    deliveredAt: null,
    completeAt: null,
    packerId: null,
    externalRef: input.externalRef,
    documentFileIds: [...new Set(input.documentFileIds)],
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
}

async function reserveLots(
  tx: Transaction,
  work: { draft: Shipment; lots: StockLot[]; wanted: Map<string, number> },
): Promise<ShipmentItem[]> {
  const items: ShipmentItem[] = []
  for (const lot of work.lots) {
    const quantity = work.wanted.get(lot.id) ?? 0
    await tx.stock.update({ ...lot, reservedQuantity: lot.reservedQuantity + quantity })
    const item = {
      partnerId: lot.partnerId,
      livemode: lot.livemode,
      id: `${work.draft.id}-${lot.id}`,
      shipmentId: work.draft.id,
      lotId: lot.id,
      lineId: lot.lineId,
      quantity,
      version: 1,
    }
    await tx.shipments.insertItem(item)
    items.push(item)
  }
  return items
}

/** Before anything is measured one carton of the known weights stands for the shipment. */
function estimate(
  tools: CreateShipmentTools,
  draft: Shipment,
  lots: StockLot[],
  wanted: Map<string, number>,
  at: Date,
): PricedShipment & { weightG: number } {
  const netG = lots.reduce((total, lot) => total + (lot.unitWeightG ?? UNKNOWN_UNIT_WEIGHT_G) * (wanted.get(lot.id) ?? 0), 0)
  const weightG = Math.ceil((netG * (10_000 + valueAt('packagingAllowance', at, tools.rules.rowsFor(draft)).bps)) / 10_000)
  const carton: Carton = { lengthMm: 1, widthMm: 1, heightMm: 1, weightG }
  return { ...priceShipment(tools, draft, [carton], at), weightG }
}

type Submission = { draft: Shipment; priced: PricedShipment & { weightG: number }; openClaims: number; input: CreateShipment; at: Date }

async function submit(tx: Transaction, { draft, priced, openClaims, input, at }: Submission): Promise<Shipment> {
  const estimated = await moveShipment(tx, draft, {
    event: 'estimate',
    actor: SYSTEM_ACTOR,
    at,
    facts: {},
    change: { estimatedWeightG: priced.weightG, estimatedFreightMinor: priced.totalMinor },
  })
  const missing = Object.entries(input.consignee)
    .filter(([, value]) => value.trim() === '')
    .map(([field]) => field)
  return moveShipment(tx, estimated, {
    event: 'submit',
    actor: input.actor,
    at,
    facts: { unavailableUnits: 0, openClaims, lineRefusals: [], itemsWithoutCustoms: 0, missingConsigneeFields: missing },
  })
}
