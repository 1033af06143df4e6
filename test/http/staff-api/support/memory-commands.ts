import { MADE_BY_US } from '../../../../src/domain/files/stored-file.ts'
import type { Inspection } from '../../../../src/domain/inspections/inspection.ts'
import { inspectionRules } from '../../../../src/domain/inspections/inspection-guards.ts'
import { planInspection } from '../../../../src/domain/inspections/plan-inspection.ts'
import { moveOrRefuse } from '../../../../src/domain/machine/move-or-refuse.ts'
import type { Actor } from '../../../../src/domain/shared/actor.ts'
import { Refusal } from '../../../../src/domain/shared/refusal.ts'
import type { StaffServices } from '../../../../src/http/staff-api/staff-door.ts'
import type { StaffWorld } from './staff-world.ts'

type Row = { id: string; state: string; partnerId: string; livemode: boolean; version: number; updatedAt: Date }

/** What the bench, the packer and the desk may change, on the rows of the world; inspections follow their real table. */
type Elsewhere =
  | 'settleService'
  | 'decideRisk'
  | 'setRule'
  | 'cancelRule'
  | 'setExchangeRate'
  | 'requestComparison'
  | 'settleDifference'
  | 'bookReturnedMoney'
  | 'proposeBooking'
  | 'proposeCreditChange'
  | 'decideCreditChange'
  | 'decideCompensation'
  | 'decideBooking'
  | 'setPartnerCatalogue'

export function memoryCommands(world: StaffWorld): Omit<StaffServices['commands'], Elsewhere> {
  const move = <T extends Row>(
    rows: Map<string, T>,
    id: string,
    step: { event: string; to: T['state']; actor: Actor; change?: Partial<T> },
  ): T => {
    const row = rows.get(id)
    if (row === undefined) throw new Refusal('resource.not_found', { id })
    const at = world.clock.now()
    const next = { ...row, ...step.change, state: step.to, updatedAt: at, version: row.version + 1 }
    rows.set(id, next)
    const reason = (step.change as { rejectReason?: string } | undefined)?.rejectReason ?? null
    world.history.push({
      ...{ machine: 'memory', resourceId: id, orderId: null, fromState: row.state, toState: step.to, event: step.event, actor: step.actor },
      ...{ partnerId: row.partnerId, livemode: row.livemode, reason, evidence: [], at },
    })
    return next
  }
  const inspectionOf = (id: string): Inspection => {
    const inspection = world.inspections.get(id)
    if (inspection === undefined) throw new Refusal('resource.not_found', { id })
    return inspection
  }
  return {
    arriveParcel: async (_tx, { actor, waybillNo, weightG }) => {
      const found = [...world.parcels.values()].find((parcel) => parcel.waybillNo === waybillNo)
      if (found === undefined) throw new Refusal('parcel.waybill_unknown', { waybillNo })
      const parcel = move(world.parcels, found.id, {
        event: 'arrive',
        to: 'MATCHED',
        actor,
        change: { arrivedAt: world.clock.now(), weightG },
      })
      const inspections = [...world.inspections.values()]
        .filter((inspection) => inspection.parcelId === parcel.id)
        .map(({ id, level, expectedQuantity }) =>
          move(world.inspections, id, { event: 'prepare', to: 'READY', actor, change: { plan: planInspection(level, expectedQuantity) } }),
        )
      return { parcel, inspections }
    },
    startInspection: async (_tx, { actor, inspectionId }) => {
      const { state } = inspectionOf(inspectionId)
      const { to } = moveOrRefuse(inspectionRules, { state, event: 'start', actor, facts: {} })
      return move(world.inspections, inspectionId, {
        event: 'start',
        to,
        actor,
        change: { startedAt: world.clock.now(), inspectorId: actor.id },
      })
    },
    addInspectionPhoto: async (_tx, { actor, inspectionId, shot, photo }) => {
      const { partnerId, livemode, state } = inspectionOf(inspectionId)
      if (state !== 'IN_PROGRESS') throw new Refusal('inspection.move_not_allowed', { state, allowed: ['start'] })
      const at = world.clock.now()
      const keep = (file: typeof photo.original, audience: 'staff' | 'partner') => {
        const id = world.nextId('fil')
        world.files.set(id, { ...file, ...MADE_BY_US, id, partnerId, livemode, audience, storedAt: at, createdAt: at, version: 1 })
        return id
      }
      const taken = {
        ...{ id: world.nextId('fil'), partnerId, livemode, inspectionId, shot, takenBy: actor.id, takenAt: at, version: 1 },
        ...{ originalFileId: keep(photo.original, 'staff'), redactedFileId: keep(photo.redacted, 'partner') },
      }
      world.photos.push(taken)
      return taken
    },
    completeInspection: async (_tx, { actor, inspectionId, outcome, ...found }) => {
      const { state } = inspectionOf(inspectionId)
      const event = ({ PASS: 'pass', PASS_WITH_REMARK: 'passWithRemark', FAIL: 'fail' } as const)[outcome]
      if (found.passedQuantity + found.failedQuantity !== found.countedQuantity) throw new Refusal('inspection.quantity_mismatch', found)
      const photos = world.photos.filter((photo) => photo.inspectionId === inspectionId).length
      const { to } = moveOrRefuse(inspectionRules, { state, event, actor, facts: { openChecks: 0, photos } })
      const { defects, remark, countedQuantity, passedQuantity, failedQuantity } = found
      const at = world.clock.now()
      const change = { defects, remark, countedQuantity, passedQuantity, failedQuantity, completedAt: at }
      const judged = move(world.inspections, inspectionId, { event, to, actor, change })
      if (outcome !== 'FAIL') return judged
      const decideBy = new Date(at.getTime() + 72 * 3_600_000)
      return move(world.inspections, inspectionId, { event: 'requestDecision', to: 'DECISION_PENDING', actor, change: { decideBy } })
    },
    disposeStock: async (_tx, { lotId }) => {
      const lot = world.lots.get(lotId)
      if (lot === undefined) throw new Refusal('resource.not_found', { id: lotId })
      if (lot.abandonedAt === null) throw new Refusal('stock.notice_missing', { id: lotId })
      const disposed = { ...lot, quantity: 0, disposedAt: world.clock.now(), version: lot.version + 1 }
      world.lots.set(lotId, disposed)
      return disposed
    },
    startPacking: async (_tx, { actor, shipmentId }) => {
      const shipment = move(world.shipments, shipmentId, { event: 'startPacking', to: 'PACKING', actor, change: { packerId: actor.id } })
      return { shipment, items: world.items.filter((item) => item.shipmentId === shipmentId) }
    },
    packShipment: async (_tx, { actor, shipmentId, cartons }) => {
      const change = { cartons, chargeableWeightG: cartons.reduce((sum, carton) => sum + carton.weightG, 0), freightMinor: 13_200n }
      const shipment = move(world.shipments, shipmentId, { event: 'requestPayment', to: 'AWAITING_PAYMENT', actor, change })
      return { shipment, items: world.items.filter((item) => item.shipmentId === shipmentId) }
    },
    handOverShipment: async (_tx, { actor, shipmentId }) => {
      const change = { handedOverAt: world.clock.now() }
      const shipment = move(world.shipments, shipmentId, { event: 'handOver', to: 'HANDED_OVER', actor, change })
      return { shipment, items: world.items.filter((item) => item.shipmentId === shipmentId) }
    },
    approveRefund: async (_tx, { actor, refundId }) => move(world.refunds, refundId, { event: 'file', to: 'FILING', actor }),
    rejectRefund: async (_tx, { actor, refundId, reason }) =>
      move(world.refunds, refundId, { event: 'reject', to: 'REJECTED_BY_AGENT', actor, change: { rejectReason: reason } }),
    settleClosedRefund: async (_tx, { actor, refundId, compensationMinor, keepGoods, reason }) => {
      const outcome = compensationMinor === null ? ('CLOSED' as const) : ('COMPENSATED' as const)
      const settlement = { outcome, compensationMinor, keptGoods: keepGoods, reason }
      const to = compensationMinor === null ? 'CLOSED' : 'PAYOUT_PENDING'
      return move(world.refunds, refundId, {
        event: compensationMinor === null ? 'close' : 'compensate',
        to,
        actor,
        change: { settlement },
      })
    },
    shipReturn: async (_tx, { actor, refundId, waybillNo, courierCode }) => {
      const change = { returnWaybillNo: waybillNo, returnCourierCode: courierCode }
      return move(world.refunds, refundId, { event: 'shipReturn', to: 'RETURN_SHIPPED', actor, change })
    },
  }
}
