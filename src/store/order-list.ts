import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isFinal } from '../domain/machine/machine.ts'
import { lineMachine } from '../domain/orders/line-machine.ts'
import { LINE_STATES } from '../domain/orders/line-states.ts'
import type { AgentOrder } from '../domain/orders/order.ts'
import type { OrderFilter } from '../domain/read-ports.ts'
import type { PageRequest } from '../domain/shared/page.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { Db } from './database.ts'
import { oneMore, pageOf } from './pages.ts'

type Asked = { tenant: Tenant; filter: OrderFilter; page: PageRequest }

/**
 * One page of a partner's orders, newest first; by last update when the filter names one, and the page's `after` is then an update.
 * Each question is walked along the index that has its order: updates (0023), lines of a status (0014), lines of a seller (0023).
 */
export function findOrders(db: Db, asked: Asked): Promise<AgentOrder[]> {
  const { states, updatedAtGte, updatedAtLt, sellerOpenId } = asked.filter
  if (updatedAtGte !== undefined || updatedAtLt !== undefined) return lastUpdated(db, asked)
  if (states !== undefined) return ofStatus(db, { ...asked, states: [...new Set(states)] })
  if (sellerOpenId !== undefined) return ofSeller(db, { ...asked, sellerOpenId })
  return newest(db, asked)
}

function newest(db: Db, { tenant, filter, page }: Asked): Promise<AgentOrder[]> {
  let query = db
    .selectFrom('agentOrder as o')
    .selectAll('o')
    .where(pageOf('o', tenant, page))
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  return query.orderBy('o.createdAt', 'desc').orderBy('o.id', 'desc').limit(oneMore(page)).execute()
}

function lastUpdated(db: Db, { tenant, filter, page }: Asked): Promise<AgentOrder[]> {
  let query = db
    .selectFrom('agentOrder as o')
    .selectAll('o')
    .where(pageOf('o', tenant, page, 'updatedAt'))
  const { updatedAtGte, updatedAtLt, sellerOpenId, states } = filter
  if (updatedAtGte !== undefined) query = query.where('o.updatedAt', '>=', updatedAtGte)
  if (updatedAtLt !== undefined) query = query.where('o.updatedAt', '<', updatedAtLt)
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  if (sellerOpenId !== undefined) query = query.where(holds(sellerOpenId))
  if (states !== undefined) query = query.where(shows(tenant, [...states]))
  return query.orderBy('o.updatedAt', 'desc').orderBy('o.id', 'desc').limit(oneMore(page)).execute()
}

/** For each status the lines in it are walked in the order of the list; of an order's lines the one that decides its status stands for it. */
async function ofStatus(db: Db, asked: Asked & { states: string[] }): Promise<AgentOrder[]> {
  if (asked.states.length === 0) return []
  const { sellerOpenId } = asked.filter
  const seller = sellerOpenId === undefined ? sql`` : sql` and ${holds(sellerOpenId)}`
  const perState = asked.states.map((state) =>
    linesWalked(asked, sql`l.state = ${state} and (${shownLine('l.order_id', 'line_no')}) = l.line_no${seller}`),
  )
  const { rows } = await sql<AgentOrder>`
    select * from (${sql.join(perState, sql` union all `)}) found
    order by created_at desc, id desc limit ${oneMore(asked.page)}`.execute(db)
  return rows
}

/** The lines of the seller are walked in the order of the list; the first one of an order stands for it. */
async function ofSeller(db: Db, asked: Asked & { sellerOpenId: string }): Promise<AgentOrder[]> {
  const first = sql`not exists (
    select from order_line d where d.order_id = l.order_id and d.seller_open_id = l.seller_open_id and d.line_no < l.line_no)`
  const { rows } = await sql<AgentOrder>`${linesWalked(asked, sql`l.seller_open_id = ${asked.sellerOpenId} and ${first}`)}`.execute(db)
  return rows
}

function linesWalked({ tenant, filter, page }: Asked, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const { partnerId, livemode } = tenant
  const conditions = conditionsOf(filter).map((condition) => sql` and ${condition}`)
  const start =
    page.after === null ? sql`` : sql` and (l.created_at, l.order_id) < (${page.after.createdAt}::timestamptz, ${page.after.id}::text)`
  return sql`(
    select o.* from order_line l join agent_order o on o.id = l.order_id
    where l.partner_id = ${partnerId} and l.livemode = ${livemode} and ${which}${start}${sql.join(conditions, sql``)}
    order by l.created_at desc, l.order_id desc limit ${oneMore(page)}
  )`
}

const FINAL_STATES = LINE_STATES.filter((state) => isFinal(lineMachine, state))

/** The line whose status its order shows, as `deriveOrderStatus` has it (domain.md 4.2): the least advanced that can still move. */
export function shownLine(orderId: 'l.order_id' | 'o.id', column: 'state' | 'line_no'): RawBuilder<unknown> {
  return sql`
    select ${sql.ref(`d.${column}`)} from order_line d where d.order_id = ${sql.ref(orderId)}
    order by d.state = any(${FINAL_STATES}::text[]), array_position(${[...LINE_STATES]}::text[], d.state), d.line_no limit 1`
}

/** What an order shows is the status of one of its lines: a rare one is found by its lines first. */
function shows({ partnerId, livemode }: Tenant, states: string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`o.id in (
      select c.order_id from order_line c where c.partner_id = ${partnerId} and c.livemode = ${livemode} and c.state = any(${states}::text[])
    ) and (${shownLine('o.id', 'state')}) = any(${states}::text[])`
}

function holds(sellerOpenId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from order_line s where s.order_id = o.id and s.seller_open_id = ${sellerOpenId})`
}

function conditionsOf({ externalRef, createdAtGte, createdAtLt }: OrderFilter): RawBuilder<SqlBool>[] {
  return [
    ...(externalRef === undefined ? [] : [sql<SqlBool>`o.external_ref = ${externalRef}`]),
    ...(createdAtGte === undefined ? [] : [sql<SqlBool>`o.created_at >= ${createdAtGte}`]),
    ...(createdAtLt === undefined ? [] : [sql<SqlBool>`o.created_at < ${createdAtLt}`]),
  ]
}
