import type { HistoryEntry } from '../domain/events/history.ts'
import type { InspectionPhoto } from '../domain/inspections/inspection.ts'
import type { OrderLine } from '../domain/orders/order.ts'
import type { ParcelLine } from '../domain/parcels/parcel.ts'
import type { ShipmentItem } from '../domain/shipments/shipment.ts'
import type { Db } from './database.ts'
import { groupBy } from './pages.ts'

type Of<Row> = (parentId: string) => Row[]

/** Lines of the orders, by line number. */
export async function linesOfOrders(db: Db, orderIds: string[]): Promise<Of<OrderLine>> {
  if (orderIds.length === 0) return () => []
  const rows = await db.selectFrom('orderLine').selectAll().where('orderId', 'in', orderIds).orderBy('lineNo').execute()
  return groupBy(rows, (row) => row.orderId)
}

/** What each parcel should carry. */
export async function linesOfParcels(db: Db, parcelIds: string[]): Promise<Of<ParcelLine>> {
  if (parcelIds.length === 0) return () => []
  const rows = await db.selectFrom('parcelLine').selectAll().where('parcelId', 'in', parcelIds).orderBy('id').execute()
  return groupBy(rows, (row) => row.parcelId)
}

/** Pictures of the inspections, in the order they were taken. */
export async function photosOfInspections(db: Db, inspectionIds: string[]): Promise<Of<InspectionPhoto>> {
  if (inspectionIds.length === 0) return () => []
  const photos = db.selectFrom('inspectionPhoto').selectAll().where('inspectionId', 'in', inspectionIds)
  return groupBy(await photos.orderBy('takenAt').orderBy('id').execute(), (row) => row.inspectionId)
}

/** Lots in each shipment. */
export async function itemsOfShipments(db: Db, shipmentIds: string[]): Promise<Of<ShipmentItem>> {
  if (shipmentIds.length === 0) return () => []
  const rows = await db.selectFrom('shipmentItem').selectAll().where('shipmentId', 'in', shipmentIds).orderBy('id').execute()
  return groupBy(rows, (row) => row.shipmentId)
}

/** State moves, oldest first: of one order and everything under it, or of one resource. */
export async function historyOf(db: Db, column: 'orderId' | 'resourceId', id: string): Promise<HistoryEntry[]> {
  const rows = await db.selectFrom('stateHistory').selectAll().where(column, '=', id).orderBy('id').execute()
  return rows.map(({ id: _, actorKind, actorId, ...entry }) => ({ ...entry, actor: { kind: actorKind, id: actorId } }))
}
