import { sql } from 'kysely'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { StatementCloser } from '../domain/wallet/statement.ts'
import type { Scope } from './scope.ts'
import { DIGEST } from './statement-reads.ts'

/** Writes down what a month came to when it was over, so that a later change would be seen. */
export function createStatementCloser(scope: Scope): StatementCloser {
  return {
    async closeMonths({ from, before }, at) {
      const trx = await scope.query()
      const { rows } = await sql<Tenant & { month: string }>`
        insert into statement_month (partner_id, livemode, month, entries, digest, closed_at)
        select p.owner, p.livemode, m.month, count(*)::int, ${DIGEST}, ${at}::timestamptz
        from posting p cross join lateral (select to_char(p.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month) m
        where p.owner <> 'house' and p.created_at >= date_trunc('month', ${from}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'
          and p.created_at < ${before}
          and not exists (
            select from statement_month s where s.partner_id = p.owner and s.livemode = p.livemode and s.month = m.month
          )
        group by p.owner, p.livemode, m.month
        on conflict do nothing
        returning partner_id, livemode, month`.execute(trx)
      return rows
    },
  }
}
