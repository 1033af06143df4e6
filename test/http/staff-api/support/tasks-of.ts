import type { OrderLine } from '../../../../src/domain/orders/order.ts'
import type { StaffTask } from '../../../../src/domain/read-ports.ts'
import { known } from './known.ts'
import type { StaffWorld } from './staff-world.ts'

/** The work list of that world, the most urgent first. */
export function tasksOf(world: StaffWorld): StaffTask[] {
  const nameOf = (partnerId: string) => world.partnerNames.get(partnerId) ?? partnerId
  const common = (
    row: { id: string; state: string; partnerId: string; livemode: boolean; createdAt: Date },
    line: OrderLine | undefined,
  ) => ({
    ...{ id: row.id, state: row.state, livemode: row.livemode, createdAt: row.createdAt },
    partnerName: nameOf(row.partnerId),
    title: line?.snapshot.titleZh ?? '',
    imageUrl: line?.snapshot.imageUrl ?? null,
  })
  const inspections = [...world.inspections.values()]
    .filter(({ state }) => state === 'READY' || state === 'IN_PROGRESS')
    .map((row) => ({
      ...common(row, world.lines.get(row.lineId)),
      ...{ kind: 'inspection' as const, quantity: row.expectedQuantity, dueAt: row.inspectBy },
      waybillNo: known(world.parcels, row.parcelId).waybillNo,
    }))
  const arrivals = [...world.parcels.values()]
    .filter(({ arrivedAt }) => arrivedAt === null)
    .map((row) => {
      const line = [...world.lines.values()].find(({ purchaseId }) => purchaseId === row.purchaseId)
      return { ...common(row, line), kind: 'arrival' as const, quantity: line?.ordered ?? 0, dueAt: null, waybillNo: row.waybillNo }
    })
  const shipments = [...world.shipments.values()]
    .filter(({ state }) => ['PICKING', 'PACKING', 'READY'].includes(state))
    .map((row) => {
      const items = world.items.filter((item) => item.shipmentId === row.id)
      const quantity = items.reduce((sum, item) => sum + item.quantity, 0)
      const line = world.lines.get(items[0]?.lineId ?? '')
      return { ...common(row, line), kind: 'consolidation' as const, quantity, dueAt: null, waybillNo: row.carrierTrackingNo }
    })
  const refunds = [...world.refunds.values()]
    .filter(({ state }) => state === 'UNDER_REVIEW' || state === 'RETURN_APPROVED')
    .map((row) => ({
      ...common(row, world.lines.get(row.lineId)),
      ...{ kind: 'refund' as const, quantity: row.quantity, dueAt: row.deadlineAt, waybillNo: row.returnWaybillNo },
    }))
  const disposals = [...world.lots.values()].flatMap((row) => {
    if (row.abandonedAt === null || row.disposedAt !== null) return []
    const shown = common({ ...row, state: 'ABANDONED', createdAt: row.abandonedAt }, world.lines.get(row.lineId))
    return [{ ...shown, kind: 'disposal' as const, quantity: row.quantity, dueAt: null, waybillNo: null }]
  })
  return [...inspections, ...arrivals, ...shipments, ...refunds, ...disposals].sort(
    (a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity),
  )
}
