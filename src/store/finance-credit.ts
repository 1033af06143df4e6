import { sql } from 'kysely'
import type { CreditLineView } from '../domain/credit/credit-ports.ts'
import type { FinanceReads, Named } from '../domain/wallet/finance-reads.ts'
import { lineView } from './credit-reads.ts'
import type { Db } from './database.ts'

const MOST_DRAWS = 200
const MOST_CHANGES = 50

/** What finance asks about credit: all partners, one mode at a time. */
export function createFinanceCredit(db: Db): Pick<FinanceReads, 'credit' | 'creditChange'> {
  const changes = () =>
    db.selectFrom('creditChange as c').innerJoin('partner as p', 'p.id', 'c.partnerId').selectAll('c').select('p.name as partnerName')
  return {
    async credit(livemode, now) {
      const draws = db
        .selectFrom('creditDraw as d')
        .innerJoin('partner as p', 'p.id', 'd.partnerId')
        .selectAll('d')
        .select('p.name as partnerName')
      const [lines, unpaid, latest] = await Promise.all([
        sql<Named<CreditLineView>>`
          select ${lineView(now)}, p.name as partner_name from credit_line l join partner p on p.id = l.partner_id
          where l.livemode = ${livemode} order by p.name, l.currency`.execute(db),
        draws
          .where('d.livemode', '=', livemode)
          .where('d.state', '<>', 'REPAID')
          .orderBy('d.dueAt')
          .orderBy('d.id')
          .limit(MOST_DRAWS)
          .execute(),
        changes().where('c.livemode', '=', livemode).orderBy('c.createdAt', 'desc').orderBy('c.id', 'desc').limit(MOST_CHANGES).execute(),
      ])
      return { lines: lines.rows, draws: unpaid, changes: latest }
    },
    creditChange: (id) => changes().where('c.id', '=', id).executeTakeFirst(),
  }
}
