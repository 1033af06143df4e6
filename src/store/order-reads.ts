import type { Reads } from '../domain/read-ports.ts'
import { historyOf, linesOfOrders, photosOfInspections } from './children.ts'
import type { Db } from './database.ts'
import { findOrders } from './order-list.ts'
import { ownedBy, toPage } from './pages.ts'

/** Quotes and orders as their partner may see them. */
export function createOrderReads(db: Db): Pick<Reads, 'quote' | 'order' | 'orderToCancel' | 'orderEvidence' | 'orders' | 'timeline'> {
  return {
    quote: (tenant, id) => db.selectFrom('quote').selectAll().where('id', '=', id).where(ownedBy('quote', tenant)).executeTakeFirst(),
    async order(tenant, id) {
      const orders = db.selectFrom('agentOrder').selectAll().where('id', '=', id)
      const order = await orders.where(ownedBy('agentOrder', tenant)).executeTakeFirst()
      if (order === undefined) return undefined
      const linesOf = await linesOfOrders(db, [order.id])
      return { order, lines: linesOf(order.id) }
    },
    async orderToCancel(tenant, id) {
      const orders = db.selectFrom('agentOrder').selectAll().where('id', '=', id)
      const order = await orders.where(ownedBy('agentOrder', tenant)).executeTakeFirst()
      if (order === undefined) return undefined
      const [linesOf, purchases, refunds] = await Promise.all([
        linesOfOrders(db, [order.id]),
        db.selectFrom('purchase').selectAll().where('orderId', '=', order.id).orderBy('id').execute(),
        db.selectFrom('refundCase').selectAll().where('orderId', '=', order.id).orderBy('id').execute(),
      ])
      return { order, lines: linesOf(order.id), purchases, refunds }
    },
    async orderEvidence(tenant, id) {
      const orders = db.selectFrom('agentOrder').selectAll().where('id', '=', id)
      const order = await orders.where(ownedBy('agentOrder', tenant)).executeTakeFirst()
      if (order === undefined) return undefined
      const [linesOf, inspections, refunds] = await Promise.all([
        linesOfOrders(db, [order.id]),
        db.selectFrom('inspection').selectAll().where('orderId', '=', order.id).orderBy('id').execute(),
        db.selectFrom('refundCase').selectAll().where('orderId', '=', order.id).orderBy('id').execute(),
      ])
      const ids = inspections.map((inspection) => inspection.id)
      const photosOf = await photosOfInspections(db, ids)
      const photographed = inspections.map((inspection) => ({ inspection, photos: photosOf(inspection.id) }))
      return { order, lines: linesOf(order.id), inspections: photographed, refunds }
    },
    async orders(tenant, filter, page) {
      const { rows, hasMore } = toPage(await findOrders(db, { tenant, filter, page }), page)
      const ids = rows.map((order) => order.id)
      const linesOf = await linesOfOrders(db, ids)
      return { rows: rows.map((order) => ({ order, lines: linesOf(order.id) })), hasMore }
    },
    async timeline(tenant, orderId) {
      const moves = await historyOf(db, 'orderId', orderId)
      return moves.filter((move) => move.partnerId === tenant.partnerId && move.livemode === tenant.livemode)
    },
  }
}
