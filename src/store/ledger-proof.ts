import { sql } from 'kysely'
import type { Db } from './database.ts'

export type LedgerProof = { postings: number; unbalancedGroups: string[]; driftedAccounts: string[] }

/**
 * Adds up every posting there is: groups that do not sum to zero in each currency, accounts whose kept balance differs from their
 * postings, lines of credit whose draws are not what the account owes, draws that differ from their bookings.
 */
export function proveLedger(db: Db): Promise<LedgerProof> {
  // One snapshot for the three sums, so that a posting in between cannot look like a drift.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx)
      const count = await sql<{ postings: bigint }>`select count(*) as postings from posting`.execute(trx)
      const groups = await sql<{ id: string }>`
        select distinct id from (
          select g.id from posting_group g join posting p on p.group_id = g.id group by g.id, p.currency having sum(p.amount_minor) <> 0
          union all
          select g.id from posting_group g where not exists (select from posting p where p.group_id = g.id)
        ) wrong order by id`.execute(trx)
      const accounts = await sql<{ name: string }>`
        select a.owner || '/' || case when a.livemode then 'live' else 'test' end || '/' || a.kind || '/' || a.currency as name
        from ledger_account a
        left join (select account_id, sum(amount_minor) as total from posting group by account_id) s on s.account_id = a.id
        where a.balance_minor <> coalesce(s.total, 0)
        union all
        select k.owner || '/' || case when k.livemode then 'live' else 'test' end || '/creditLine/' || k.currency || ' (draws)'
        from (
          select owner, livemode, currency, -balance_minor as owed from ledger_account where kind = 'creditLine'
        ) k
        left join (
          select partner_id, livemode, currency, sum(drawn_minor - repaid_minor) as open from credit_draw group by 1, 2, 3
        ) d on (d.partner_id, d.livemode, d.currency) = (k.owner, k.livemode, k.currency)
        where k.owed <> coalesce(d.open, 0)
        union all
        select d.id || ' (bookings)' from credit_draw d left join (
          select g.source_id, -sum(p.amount_minor) filter (where g.template = 'drawCredit') as drawn,
            sum(p.amount_minor) filter (where g.template = 'repayCredit') as repaid
          from posting_group g join posting p on p.group_id = g.id join ledger_account a on a.id = p.account_id
          where g.source_type = 'creditDraw' and a.kind = 'creditLine' group by g.source_id
        ) b on b.source_id = d.id
        where d.drawn_minor <> coalesce(b.drawn, 0) or d.repaid_minor <> coalesce(b.repaid, 0)
        order by name`.execute(trx)
      return {
        postings: Number(count.rows[0]?.postings ?? 0n),
        unbalancedGroups: groups.rows.map((row) => row.id),
        driftedAccounts: accounts.rows.map((row) => row.name),
      }
    })
}
