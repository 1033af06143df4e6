import { sql } from 'kysely'
import type { CreditLineView } from '../domain/credit/credit-ports.ts'
import type { FinanceReads, Named } from '../domain/wallet/finance-reads.ts'
import { lineView } from './credit-reads.ts'
import type { Db } from './database.ts'
import { oneMore, pageOfAll, toPage } from './pages.ts'

/** What finance asks about credit: all partners, one mode at a time. */
export function createFinanceCredit(db: Db): Pick<FinanceReads, 'creditLines' | 'unpaidDraws' | 'creditChanges' | 'creditChange'> {
  const changes = () =>
    db.selectFrom('creditChange as c').innerJoin('partner as p', 'p.id', 'c.partnerId').selectAll('c').select('p.name as partnerName')
  return {
    async creditLines(livemode, now) {
      const { rows } = await sql<Named<CreditLineView>>`
        select ${lineView(now)}, p.name as partner_name from credit_line l join partner p on p.id = l.partner_id
        where l.livemode = ${livemode} order by p.name, l.currency, l.id`.execute(db)
      return rows
    },
    async unpaidDraws(livemode, page) {
      let query = db
        .selectFrom('creditDraw as d')
        .innerJoin('partner as p', 'p.id', 'd.partnerId')
        .selectAll('d')
        .select('p.name as partnerName')
        .where('d.livemode', '=', livemode)
        .where('d.state', '<>', 'REPAID')
      if (page.after !== null) {
        const { createdAt: dueAt, id } = page.after
        query = query.where(sql<boolean>`(d.due_at, d.id) > (${dueAt}::timestamptz, ${id}::text)`)
      }
      return toPage(await query.orderBy('d.dueAt').orderBy('d.id').limit(oneMore(page)).execute(), page)
    },
    async creditChanges(livemode, page) {
      const query = changes()
        .where(pageOfAll('c', livemode, page))
        .orderBy('c.createdAt', 'desc')
        .orderBy('c.id', 'desc')
      return toPage(await query.limit(oneMore(page)).execute(), page)
    },
    creditChange: (id) => changes().where('c.id', '=', id).executeTakeFirst(),
  }
}
