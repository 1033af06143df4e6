import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isFinal } from '../domain/machine/machine.ts'
import { lineMachine } from '../domain/orders/line-machine.ts'
import { LINE_STATES } from '../domain/orders/line-states.ts'
import type { OrderFilter, Reads } from '../domain/ports.ts'
import { historyOf, linesOfOrders } from './children.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'

/** Quotes and orders as their partner may see them. */
export function createOrderReads(db: Db): Pick<Reads, 'quote' | 'order' | 'orders' | 'timeline'> {
  return {
    quote: (tenant, id) => db.selectFrom('quote').selectAll().where('id', '=', id).where(ownedBy('quote', tenant)).executeTakeFirst(),
    async order(tenant, id) {
      const orders = db.selectFrom('agentOrder').selectAll().where('id', '=', id)
      const order = await orders.where(ownedBy('agentOrder', tenant)).executeTakeFirst()
      if (order === undefined) return undefined
      const linesOf = await linesOfOrders(db, [order.id])
      return { order, lines: linesOf(order.id) }
    },
    async orders(tenant, filter, page) {
      let query = db
        .selectFrom('agentOrder as o')
        .selectAll('o')
        .where(pageOf('o', tenant, page))
      for (const condition of conditionsOf(filter)) query = query.where(condition)
      const { rows, hasMore } = toPage(
        await query.orderBy('o.createdAt', 'desc').orderBy('o.id', 'desc').limit(oneMore(page)).execute(),
        page,
      )
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

const FINAL_STATES = LINE_STATES.filter((state) => isFinal(lineMachine, state))

function conditionsOf(filter: OrderFilter): RawBuilder<SqlBool>[] {
  const { states, externalRef, createdAtGte, createdAtLt } = filter
  return [
    ...(states === undefined ? [] : [hasStatus(states)]),
    ...(externalRef === undefined ? [] : [sql<SqlBool>`o.external_ref = ${externalRef}`]),
    ...(createdAtGte === undefined ? [] : [sql<SqlBool>`o.created_at >= ${createdAtGte}`]),
    ...(createdAtLt === undefined ? [] : [sql<SqlBool>`o.created_at < ${createdAtLt}`]),
  ]
}

/**
 * The status an order shows, as `deriveOrderStatus` has it (domain.md 4.2): its least advanced line that can still move. A line in the
 * state must exist, which the index answers quickly; only then are the other lines looked at.
 */
function hasStatus(states: string[]): RawBuilder<SqlBool> {
  return sql`exists (
      select from order_line l
      where l.order_id = o.id and l.partner_id = o.partner_id and l.livemode = o.livemode and l.state = any(${states}::text[])
    ) and (
      select l.state from order_line l where l.order_id = o.id
      order by l.state = any(${FINAL_STATES}::text[]), array_position(${[...LINE_STATES]}::text[], l.state) limit 1
    ) = any(${states}::text[])`
}
