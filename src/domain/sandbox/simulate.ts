import { OUTER_BOX_SHOT } from '../inspections/add-inspection-photo.ts'
import type { Defect, Inspection } from '../inspections/inspection.ts'
import type { ResourceJobName } from '../outbox/jobs.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import type { PreparedPhoto } from '../preparations.ts'
import type { Actor } from '../shared/actor.ts'
import { ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { SandboxControl } from '../upstream/sandbox-port.ts'
import type { Commands, Sandbox, SimulationEvent } from '../use-cases.ts'
import { type AgeTools, ageLot } from './age-lot.ts'

export type SimulateTools = {
  uow: UnitOfWork
  commands: Commands
  control: SandboxControl
  /** A drawn picture of a box or of damaged goods, stored like a photograph. */
  samplePhoto(shot: string, caption: string): Promise<PreparedPhoto>
} & AgeTools

export type Simulated = { resourceType: string; resourceId: string; state: string }
type Play = (tools: SimulateTools, tenant: Tenant, id: string) => Promise<Simulated>

/** The bench of the rehearsal: every check of the tables applies to it as to a person. */
const BENCH: Actor = { kind: 'warehouseStaff', id: 'sandbox' }

/** What each rehearsal event does: outside events on the mock, warehouse events through the very commands staff use. */
const PLAYS: Record<SimulationEvent, Play> = {
  'seller.ships': sellerShips,
  'parcel.arrives': parcelArrives,
  'inspection.passes': (tools, tenant, id) => inspect(tools, tenant, id, 'PASS'),
  'inspection.fails': (tools, tenant, id) => inspect(tools, tenant, id, 'FAIL'),
  'shipment.packed': packShipment,
  'shipment.handed_over': handOver,
  'carrier.delivers': carrierDelivers,
  'seller.agrees_refund': (tools, tenant, id) => onRefund(tools, tenant, id, (refundId) => tools.control.agreeRefund(refundId)),
  'return.shipped': shipReturn,
  'stock.week_passes': (tools, tenant, id) => ageLot(tools, tenant, { lotId: id, days: 7 }),
  'stock.month_passes': (tools, tenant, id) => ageLot(tools, tenant, { lotId: id, days: 30 }),
  'seller.confirms_return': (tools, tenant, id) => onRefund(tools, tenant, id, (refundId) => tools.control.confirmReturn(refundId)),
}

/** Rehearsal moves for test-mode tenants; a live tenant is refused before anything is looked up (invariant 12). */
export function createSandbox(tools: SimulateTools): Sandbox {
  return {
    simulate: async ({ tenant, event, resourceId }) => {
      if (tenant.livemode) throw new Refusal('mode.test_only', { event })
      return PLAYS[event](tools, tenant, resourceId)
    },
  }
}

async function sellerShips(tools: SimulateTools, tenant: Tenant, orderId: string): Promise<Simulated> {
  const purchases = await tools.uow.run(async (tx) => {
    ownedBy(await tx.orders.find(orderId), tenant, orderId)
    return tx.purchases.listOfOrder(orderId)
  })
  const paid = purchases.filter((purchase) => purchase.state === 'PAID')
  if (paid.length === 0)
    throw new Refusal('sandbox.scenario_not_applicable', {
      event: 'seller.ships',
      needs: 'a purchased order',
      states: purchases.map((purchase) => purchase.state),
    })
  for (const purchase of paid) if (purchase.upstreamOrderId !== null) await tools.control.shipOrder(purchase.upstreamOrderId)
  await askFor(tools, 'sync-purchase', ...paid.map((purchase) => purchase.id))
  return { resourceType: 'order', resourceId: orderId, state: 'SELLER_SHIPPED' }
}

async function parcelArrives(tools: SimulateTools, tenant: Tenant, parcelId: string): Promise<Simulated> {
  const parcel = await tools.uow.run(async (tx) => ownedBy(await tx.parcels.find(parcelId), tenant, parcelId))
  await tools.control.advanceParcel(parcel.waybillNo, 'signed')
  const arrived = await tools.uow.run((tx) => tools.commands.arriveParcel(tx, { actor: BENCH, waybillNo: parcel.waybillNo, weightG: null }))
  await askFor(tools, 'sync-purchase', parcel.purchaseId)
  return { resourceType: 'parcel', resourceId: parcelId, state: arrived.parcel.state }
}

async function inspect(tools: SimulateTools, tenant: Tenant, inspectionId: string, outcome: 'PASS' | 'FAIL'): Promise<Simulated> {
  const inspection = await tools.uow.run(async (tx) => ownedBy(await tx.inspections.find(inspectionId), tenant, inspectionId))
  const shots = outcome === 'PASS' ? [OUTER_BOX_SHOT] : [OUTER_BOX_SHOT, 'OPENED_BOX', 'DEFECT_CLOSE_UP']
  const photos = await Promise.all(shots.map(async (shot) => ({ shot, photo: await tools.samplePhoto(shot, inspectionId) })))
  const on = { actor: BENCH, inspectionId }
  return tools.uow.run(async (tx) => {
    await tools.commands.startInspection(tx, on)
    for (const photo of photos) await tools.commands.addInspectionPhoto(tx, { ...on, ...photo })
    const judged = await tools.commands.completeInspection(tx, { ...on, ...countsOf(inspection, outcome) })
    return { resourceType: 'inspection', resourceId: inspectionId, state: judged.state }
  })
}

/** A failing rehearsal breaks two pieces in five, at least one: enough to have both kinds of units. */
function countsOf(inspection: Inspection, outcome: 'PASS' | 'FAIL') {
  const expected = inspection.expectedQuantity
  const failed = outcome === 'PASS' ? 0 : Math.max(1, Math.floor((expected * 2) / 5))
  const defects: Defect[] =
    failed === 0 ? [] : [{ checkType: 'VISUAL_DAMAGE', severity: 'major', quantity: failed, description: '外观破损 cracked on arrival' }]
  return { countedQuantity: expected, passedQuantity: expected - failed, failedQuantity: failed, outcome, defects, remark: null }
}

async function packShipment(tools: SimulateTools, tenant: Tenant, shipmentId: string): Promise<Simulated> {
  return tools.uow.run(async (tx) => {
    const shipment = ownedBy(await tx.shipments.find(shipmentId), tenant, shipmentId)
    const cartons = shipment.packingPlan?.cartons.map((entry) => entry.carton) ?? []
    await tools.commands.startPacking(tx, { actor: BENCH, shipmentId })
    const packed = await tools.commands.packShipment(tx, { actor: BENCH, shipmentId, cartons })
    return { resourceType: 'shipment', resourceId: shipmentId, state: packed.shipment.state }
  })
}

async function handOver(tools: SimulateTools, tenant: Tenant, shipmentId: string): Promise<Simulated> {
  return tools.uow.run(async (tx) => {
    ownedBy(await tx.shipments.find(shipmentId), tenant, shipmentId)
    const handed = await tools.commands.handOverShipment(tx, { actor: BENCH, shipmentId })
    return { resourceType: 'shipment', resourceId: shipmentId, state: handed.shipment.state }
  })
}

async function carrierDelivers(tools: SimulateTools, tenant: Tenant, shipmentId: string): Promise<Simulated> {
  const shipment = await tools.uow.run(async (tx) => ownedBy(await tx.shipments.find(shipmentId), tenant, shipmentId))
  if (shipment.carrierTrackingNo === null || shipment.handedOverAt === null)
    throw new Refusal('sandbox.scenario_not_applicable', {
      event: 'carrier.delivers',
      needs: 'a shipment handed over',
      state: shipment.state,
    })
  await tools.control.advanceCarrier(shipment.carrierTrackingNo, 'delivered')
  await askFor(tools, 'track-shipment', shipmentId)
  return { resourceType: 'shipment', resourceId: shipmentId, state: shipment.state }
}

async function onRefund(
  tools: SimulateTools,
  tenant: Tenant,
  refundId: string,
  move: (upstreamRefundId: string) => Promise<void>,
): Promise<Simulated> {
  const refund = await tools.uow.run(async (tx) => ownedBy(await tx.refunds.find(refundId), tenant, refundId))
  if (refund.upstreamRefundId === null)
    throw new Refusal('sandbox.scenario_not_applicable', { needs: 'a refund filed upstream', state: refund.state })
  await move(refund.upstreamRefundId)
  await askFor(tools, 'sync-refund', refundId)
  return { resourceType: 'refund', resourceId: refundId, state: refund.state }
}

async function shipReturn(tools: SimulateTools, tenant: Tenant, refundId: string): Promise<Simulated> {
  return tools.uow.run(async (tx) => {
    ownedBy(await tx.refunds.find(refundId), tenant, refundId)
    const waybillNo = `RET${refundId.slice(-12).toUpperCase()}`
    const refund = await tools.commands.shipReturn(tx, { actor: BENCH, refundId, courierCode: 'ZTO', waybillNo })
    return { resourceType: 'refund', resourceId: refundId, state: refund.state }
  })
}

/** The push of the mock does the same; asking here makes the rehearsal independent of it. */
async function askFor(tools: SimulateTools, job: ResourceJobName, ...ids: string[]): Promise<void> {
  await tools.uow.run(async (tx: Transaction) => {
    for (const id of ids) await tx.outbox.addJob(job, { id })
  })
}
