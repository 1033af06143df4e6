import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isFinal } from '../domain/machine/machine.ts'
import { lineMachine } from '../domain/orders/line-machine.ts'
import { LINE_STATES } from '../domain/orders/line-states.ts'
import type { AgentOrder } from '../domain/orders/order.ts'
import type { OrderFilter, PageRequest, Reads } from '../domain/ports.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import { historyOf, linesOfOrders } from './children.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'

/** Quotes and orders as their partner may see them. */
export function createOrderReads(db: Db): Pick<Reads, 'quote' | 'order' | 'orderToCancel' | 'orders' | 'timeline'> {
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
    async orders(tenant, filter, page) {
      const { states } = filter
      const found = states === undefined ? newestOrders(db, tenant, filter, page) : ordersOfStatus(db, tenant, { ...filter, states }, page)
      const { rows, hasMore } = toPage(await found, page)
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

function newestOrders(db: Db, tenant: Tenant, filter: OrderFilter, page: PageRequest): Promise<AgentOrder[]> {
  let query = db
    .selectFrom('agentOrder as o')
    .selectAll('o')
    .where(pageOf('o', tenant, page))
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  return query.orderBy('o.createdAt', 'desc').orderBy('o.id', 'desc').limit(oneMore(page)).execute()
}

/**
 * Orders by the status they show, as `deriveOrderStatus` has it (domain.md 4.2): the least advanced line that can still move. For each
 * status the lines in it are walked in the order of the list (0014); the first of them stands for the order if no other line decides.
 */
async function ordersOfStatus(
  db: Db,
  tenant: Tenant,
  filter: OrderFilter & { states: string[] },
  page: PageRequest,
): Promise<AgentOrder[]> {
  const { partnerId, livemode } = tenant
  const conditions = conditionsOf(filter).map((condition) => sql` and ${condition}`)
  const start = page.after && sql` and (l.created_at, l.order_id) < (${page.after.createdAt}::timestamptz, ${page.after.id}::text)`
  const perState = [...new Set(filter.states)].map(
    (state) => sql`(
      select o.* from order_line l join agent_order o on o.id = l.order_id
      where l.partner_id = ${partnerId} and l.livemode = ${livemode} and l.state = ${state}${start ?? sql``}${sql.join(conditions, sql``)}
        and (
          select d.line_no from order_line d where d.order_id = l.order_id
          order by d.state = any(${FINAL_STATES}::text[]), array_position(${[...LINE_STATES]}::text[], d.state), d.line_no limit 1
        ) = l.line_no
      order by l.created_at desc, l.order_id desc limit ${oneMore(page)}
    )`,
  )
  if (perState.length === 0) return []
  const { rows } = await sql<AgentOrder>`
    select * from (${sql.join(perState, sql` union all `)}) found
    order by created_at desc, id desc limit ${oneMore(page)}`.execute(db)
  return rows
}

function conditionsOf({ externalRef, createdAtGte, createdAtLt }: OrderFilter): RawBuilder<SqlBool>[] {
  return [
    ...(externalRef === undefined ? [] : [sql<SqlBool>`o.external_ref = ${externalRef}`]),
    ...(createdAtGte === undefined ? [] : [sql<SqlBool>`o.created_at >= ${createdAtGte}`]),
    ...(createdAtLt === undefined ? [] : [sql<SqlBool>`o.created_at < ${createdAtLt}`]),
  ]
}
