import { type RawBuilder, sql } from 'kysely'
import type { CreditLineView, CreditReads } from '../domain/credit/credit-ports.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'

/** Credit as its partner may see it. */
export function createCreditReads(db: Db): CreditReads {
  return {
    async creditLines({ partnerId, livemode }, now) {
      const { rows } = await sql<CreditLineView>`
        select ${lineView(now)} from credit_line l
        where l.partner_id = ${partnerId} and l.livemode = ${livemode} order by l.currency`.execute(db)
      return rows
    },
    async creditDraws(tenant, { states, currency, sourceId }, page) {
      let query = db
        .selectFrom('creditDraw as d')
        .selectAll('d')
        .where(pageOf('d', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`d.state = any(${states}::text[])`)
      if (currency !== undefined) query = query.where('d.currency', '=', currency)
      if (sourceId !== undefined) query = query.where('d.sourceId', '=', sourceId)
      return toPage(await query.orderBy('d.createdAt', 'desc').orderBy('d.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    creditDraw: (tenant, id) =>
      db.selectFrom('creditDraw').selectAll().where('id', '=', id).where(ownedBy('creditDraw', tenant)).executeTakeFirst(),
  }
}

/** The columns of a line `l` with what is drawn from it at that time. */
export function lineView(now: Date): RawBuilder<unknown> {
  const unpaid = sql`from credit_draw d where d.line_id = l.id and d.state <> 'REPAID'`
  const open = sql`coalesce(sum(d.drawn_minor - d.repaid_minor), 0)::bigint`
  return sql`l.*,
    (select ${open} ${unpaid}) as drawn_minor,
    (select ${open} ${unpaid} and d.due_at <= ${now}) as overdue_minor,
    (select min(d.due_at) ${unpaid}) as next_due_at,
    (select ${open} ${unpaid} and d.due_at = (select min(d.due_at) ${unpaid})) as next_due_minor`
}
