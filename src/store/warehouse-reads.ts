import { sql } from 'kysely'
import type { Reads } from '../domain/read-ports.ts'
import { linesOfParcels, photosOfInspections } from './children.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'

/** Parcels, inspections and stock as their partner may see them. */
export function createWarehouseReads(db: Db): Pick<Reads, 'parcel' | 'parcels' | 'inspection' | 'inspections' | 'stock'> {
  return {
    async parcel(tenant, id) {
      const parcel = await db.selectFrom('parcel').selectAll().where('id', '=', id).where(ownedBy('parcel', tenant)).executeTakeFirst()
      if (parcel === undefined) return undefined
      const linesOf = await linesOfParcels(db, [parcel.id])
      return { parcel, lines: linesOf(parcel.id) }
    },
    async parcels(tenant, { orderId, states }, page) {
      let query = db
        .selectFrom('parcel as p')
        .selectAll('p')
        .where(pageOf('p', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`p.state = any(${states}::text[])`)
      if (orderId !== undefined)
        query = query.where('p.purchaseId', 'in', db.selectFrom('purchase').select('id').where('orderId', '=', orderId))
      const found = await query.orderBy('p.createdAt', 'desc').orderBy('p.id', 'desc').limit(oneMore(page)).execute()
      const { rows, hasMore } = toPage(found, page)
      const ids = rows.map((parcel) => parcel.id)
      const linesOf = await linesOfParcels(db, ids)
      return { rows: rows.map((parcel) => ({ parcel, lines: linesOf(parcel.id) })), hasMore }
    },
    async inspection(tenant, id) {
      const inspections = db.selectFrom('inspection').selectAll().where('id', '=', id)
      const inspection = await inspections.where(ownedBy('inspection', tenant)).executeTakeFirst()
      if (inspection === undefined) return undefined
      const photosOf = await photosOfInspections(db, [inspection.id])
      return { inspection, photos: photosOf(inspection.id) }
    },
    async inspections(tenant, { orderId, states }, page) {
      let query = db
        .selectFrom('inspection as i')
        .selectAll('i')
        .where(pageOf('i', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`i.state = any(${states}::text[])`)
      if (orderId !== undefined) query = query.where('i.orderId', '=', orderId)
      const found = await query.orderBy('i.createdAt', 'desc').orderBy('i.id', 'desc').limit(oneMore(page)).execute()
      const { rows, hasMore } = toPage(found, page)
      const ids = rows.map((inspection) => inspection.id)
      const photosOf = await photosOfInspections(db, ids)
      return { rows: rows.map((inspection) => ({ inspection, photos: photosOf(inspection.id) })), hasMore }
    },
    async stock(tenant, { orderId }, page) {
      let query = db
        .selectFrom('stockLot as l')
        .selectAll('l')
        .where(pageOf('l', tenant, page, 'storedAt'))
      if (orderId !== undefined) query = query.where('l.orderId', '=', orderId)
      return toPage(await query.orderBy('l.storedAt', 'desc').orderBy('l.id', 'desc').limit(oneMore(page)).execute(), page)
    },
  }
}
