import { sql } from 'kysely'
import type { Reads } from '../domain/read-ports.ts'
import { itemsOfShipments } from './children.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'

/** Shipments, refunds and files as their partner may see them. */
export function createShipmentReads(db: Db): Pick<Reads, 'shipment' | 'shipments' | 'refund' | 'refunds' | 'file'> {
  return {
    async shipment(tenant, id) {
      const shipments = db.selectFrom('shipment').selectAll().where('id', '=', id)
      const shipment = await shipments.where(ownedBy('shipment', tenant)).executeTakeFirst()
      if (shipment === undefined) return undefined
      const itemsOf = await itemsOfShipments(db, [shipment.id])
      return { shipment, items: itemsOf(shipment.id) }
    },
    async shipments(tenant, { states }, page) {
      let query = db
        .selectFrom('shipment as s')
        .selectAll('s')
        .where(pageOf('s', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`s.state = any(${states}::text[])`)
      const found = await query.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc').limit(oneMore(page)).execute()
      const { rows, hasMore } = toPage(found, page)
      const ids = rows.map((shipment) => shipment.id)
      const itemsOf = await itemsOfShipments(db, ids)
      return { rows: rows.map((shipment) => ({ shipment, items: itemsOf(shipment.id) })), hasMore }
    },
    refund: (tenant, id) =>
      db.selectFrom('refundCase').selectAll().where('id', '=', id).where(ownedBy('refundCase', tenant)).executeTakeFirst(),
    async refunds(tenant, { orderId, states }, page) {
      let query = db
        .selectFrom('refundCase as r')
        .selectAll('r')
        .where(pageOf('r', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`r.state = any(${states}::text[])`)
      if (orderId !== undefined) query = query.where('r.orderId', '=', orderId)
      return toPage(await query.orderBy('r.createdAt', 'desc').orderBy('r.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    file: (tenant, id) =>
      db
        .selectFrom('storedFile')
        .selectAll()
        .where('id', '=', id)
        .where('audience', '=', 'partner')
        .where('storedAt', 'is not', null)
        .where('discardedAt', 'is', null)
        .where(ownedBy('storedFile', tenant))
        .executeTakeFirst(),
  }
}
