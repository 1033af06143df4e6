import { type RawBuilder, sql } from 'kysely'
import type { DeskOrder, DeskOrderFilter, DeskOrderSheet, DeskOrders } from '../domain/orders/desk-orders.ts'
import type { AgentOrder } from '../domain/orders/order.ts'
import type { PageRequest } from '../domain/shared/page.ts'
import { historyOf, linesOfOrders } from './children.ts'
import type { Db } from './database.ts'
import { searchDesk } from './desk-search.ts'
import { shownLine } from './order-list.ts'
import { oneMore, toPage } from './pages.ts'

/** Orders as the office sees them: all partners, one mode at a time. */
export function createDeskOrders(db: Db): DeskOrders {
  return {
    async orders(filter, page) {
      const { rows, hasMore } = toPage(await newestOfAll(db, filter, page), page)
      const linesOf = await linesOfOrders(
        db,
        rows.map(({ id }) => id),
      )
      return { rows: rows.map(({ partnerName, ...order }) => ({ order, lines: linesOf(order.id), partnerName })), hasMore }
    },
    order: (id) => findSheet(db, id),
    search: (text) => searchDesk(db, text),
  }
}

type Named = AgentOrder & { partnerName: string }

/** Each partner's list is walked along its own index and no further than a page: no index over all partners slows placing an order. */
async function newestOfAll(db: Db, { livemode, states, partnerId }: DeskOrderFilter, page: PageRequest): Promise<Named[]> {
  const ofPartner = partnerId === undefined ? sql`` : sql` where p.id = ${partnerId}`
  const walked = states === undefined ? ordersOf(livemode, page) : linesOf(livemode, page)
  const perState = states === undefined ? sql`` : sql` cross join unnest(${[...states]}::text[]) asked(state)`
  const { rows } = await sql<Named>`
    select o.*, p.name as partner_name
    from partner p${perState} cross join lateral (${walked}) o${ofPartner}
    order by o.created_at desc, o.id desc limit ${oneMore(page)}`.execute(db)
  return rows
}

function ordersOf(livemode: boolean, page: PageRequest): RawBuilder<unknown> {
  return sql`
    select a.* from agent_order a
    where a.partner_id = p.id and a.livemode = ${livemode}${after(page, sql`a.created_at`, sql`a.id`)}
    order by a.created_at desc, a.id desc limit ${oneMore(page)}`
}

/** An order shows the status of one of its lines: that line stands for it. */
function linesOf(livemode: boolean, page: PageRequest): RawBuilder<unknown> {
  return sql`
    select a.* from order_line l join agent_order a on a.id = l.order_id
    where l.partner_id = p.id and l.livemode = ${livemode} and l.state = asked.state
      and (${shownLine('l.order_id', 'line_no')}) = l.line_no${after(page, sql`l.created_at`, sql`l.order_id`)}
    order by l.created_at desc, l.order_id desc limit ${oneMore(page)}`
}

function after({ after: last }: PageRequest, createdAt: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return last === null ? sql`` : sql` and (${createdAt}, ${id}) < (${last.createdAt}::timestamptz, ${last.id}::text)`
}

async function findSheet(db: Db, id: string): Promise<DeskOrderSheet | undefined> {
  const orders = db.selectFrom('agentOrder as o').innerJoin('partner as p', 'p.id', 'o.partnerId')
  const found = await orders.selectAll('o').select('p.name as partnerName').where('o.id', '=', id).executeTakeFirst()
  if (found === undefined) return undefined
  const { partnerName, ...order } = found
  const [of, purchases, inspections, refunds, differences, history] = await Promise.all([
    linesOfOrders(db, [id]),
    db.selectFrom('purchase').selectAll().where('orderId', '=', id).orderBy('id').execute(),
    db.selectFrom('inspection').selectAll().where('orderId', '=', id).orderBy('id').execute(),
    db.selectFrom('refundCase').selectAll().where('orderId', '=', id).orderBy('id').execute(),
    db.selectFrom('difference').selectAll().where('orderId', '=', id).orderBy('firstSeenAt').orderBy('id').execute(),
    historyOf(db, 'orderId', id),
  ])
  const head: DeskOrder = { order, lines: of(id), partnerName }
  const own = [...head.lines, ...purchases, ...refunds].map((row) => row.id)
  const below = await belowOf(db, head, { purchaseIds: purchases.map((row) => row.id), sources: [id, ...own] })
  return { ...head, ...below, purchases, inspections, refunds, differences, history }
}

async function belowOf(db: Db, { order, lines }: DeskOrder, { purchaseIds, sources }: { purchaseIds: string[]; sources: string[] }) {
  const lineIds = lines.map((line) => line.id)
  const [parcels, shipments, draws] = await Promise.all([
    db.selectFrom('parcel').selectAll().where('purchaseId', 'in', orNone(purchaseIds)).orderBy('id').execute(),
    db
      .selectFrom('shipment')
      .selectAll()
      .where('id', 'in', db.selectFrom('shipmentItem').select('shipmentId').where('lineId', 'in', orNone(lineIds)))
      .orderBy('id')
      .execute(),
    db.selectFrom('creditDraw').selectAll().where('sourceId', '=', order.id).orderBy('id').execute(),
  ])
  const postings = await postingsOf(db, [...sources, ...draws.map((draw) => draw.id)])
  return { parcels, shipments, draws, postings }
}

/** House accounts too: the office follows money to its end. */
function postingsOf(db: Db, sourceIds: string[]) {
  return db
    .selectFrom('postingGroup as g')
    .innerJoin('posting as e', 'e.groupId', 'g.id')
    .innerJoin('ledgerAccount as a', 'a.id', 'e.accountId')
    .select(['e.id', 'e.groupId', 'g.template', 'a.kind as account', 'e.currency', 'e.amountMinor', 'g.sourceType', 'g.sourceId'])
    .select('e.createdAt')
    .where('g.sourceId', 'in', sourceIds)
    .orderBy('e.id')
    .execute()
}

/** An empty list is no list to SQL. */
const orNone = (ids: string[]): string[] => (ids.length === 0 ? [''] : ids)
