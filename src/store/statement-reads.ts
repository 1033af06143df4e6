import { sql } from 'kysely'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { Statement, StatementAccount, StatementEntry, StatementReads, StatementTotal } from '../domain/wallet/statement.ts'
import { boundsOf } from '../domain/wallet/statement-month.ts'
import type { Db, DbTransaction } from './database.ts'

const PIECE = 1_000

/** Statements are never stored: postings are append-only and dated, so a month that is over reads the same for ever. */
export function createStatementReads(db: Db): StatementReads {
  return {
    async statementMonths({ partnerId, livemode }) {
      const { rows } = await sql<{ month: string; entries: number | null; digest: string | null; closedAt: Date | null }>`
        select m.month, s.entries, s.digest, s.closed_at from (
          select distinct to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month
          from posting where owner = ${partnerId} and livemode = ${livemode}
        ) m
        left join statement_month s on s.partner_id = ${partnerId} and s.livemode = ${livemode} and s.month = m.month
        order by m.month desc`.execute(db)
      return rows.map(({ month, entries, digest, closedAt }) => ({
        month,
        closed: entries === null || digest === null || closedAt === null ? null : { month, entries, digest, closedAt },
      }))
    },
    statement: (tenant, month) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => readStatement(trx, tenant, month)),
    statementEntries: (tenant, month) => readEntries(db, tenant, month),
  }
}

async function readStatement(trx: DbTransaction, tenant: Tenant, month: string): Promise<Statement> {
  const { from, before } = boundsOf(month)
  const { partnerId, livemode } = tenant
  const accounts = await sql<StatementAccount>`
    select a.kind as account, a.currency,
      coalesce(sum(p.amount_minor) filter (where p.created_at < ${from}), 0)::bigint as opening_minor,
      coalesce(sum(p.amount_minor) filter (where p.created_at >= ${from} and p.amount_minor > 0), 0)::bigint as in_minor,
      coalesce(sum(p.amount_minor) filter (where p.created_at >= ${from} and p.amount_minor < 0), 0)::bigint as out_minor,
      coalesce(sum(p.amount_minor), 0)::bigint as closing_minor
    from ledger_account a join posting p on p.account_id = a.id
    where a.owner = ${partnerId} and a.livemode = ${livemode} and p.created_at < ${before}
    group by a.kind, a.currency order by a.currency, a.kind`.execute(trx)
  const totals = await sql<StatementTotal>`
    select g.template, a.kind as account, p.currency, sum(p.amount_minor)::bigint as amount_minor, count(*)::int as entries
    from posting p join posting_group g on g.id = p.group_id join ledger_account a on a.id = p.account_id
    where p.owner = ${partnerId} and p.livemode = ${livemode} and p.created_at >= ${from} and p.created_at < ${before}
    group by 1, 2, 3 order by 3, 2, 1`.execute(trx)
  const digest = await sql<{ entries: number; digest: string }>`
    select count(*)::int as entries, ${DIGEST} as digest from posting p
    where p.owner = ${partnerId} and p.livemode = ${livemode} and p.created_at >= ${from} and p.created_at < ${before}`.execute(trx)
  const closed = await trx
    .selectFrom('statementMonth')
    .select(['month', 'entries', 'digest', 'closedAt'])
    .where('partnerId', '=', partnerId)
    .where('livemode', '=', livemode)
    .where('month', '=', month)
    .executeTakeFirst()
  const [sum] = digest.rows
  return {
    ...{ month, from, before, accounts: accounts.rows, totals: totals.rows },
    entryCount: sum?.entries ?? 0,
    digest: sum?.digest ?? '',
    closed: closed ?? null,
  }
}

/** The same over the same entries, whoever adds it up: of postings aliased `p`. */
export const DIGEST = sql<string>`encode(sha256(convert_to(coalesce(
  string_agg(p.id || ':' || p.account_id || ':' || p.amount_minor, ',' order by p.id collate "C"), ''), 'UTF8')), 'hex')`

async function* readEntries(db: Db, { partnerId, livemode }: Tenant, month: string): AsyncGenerator<StatementEntry> {
  const { from, before } = boundsOf(month)
  let after: { createdAt: Date; id: string } = { createdAt: from, id: '' }
  for (;;) {
    const { rows } = await sql<StatementEntry>`
      select p.id, p.group_id, g.template, a.kind as account, p.currency, p.amount_minor, g.source_type, g.source_id,
        coalesce(l.order_id, r.order_id, u.order_id, d.source_id) as order_id, p.created_at
      from posting p join posting_group g on g.id = p.group_id join ledger_account a on a.id = p.account_id
      left join order_line l on g.source_type = 'orderLine' and l.id = g.source_id
      left join refund_case r on g.source_type = 'refund' and r.id = g.source_id
      left join purchase u on g.source_type = 'purchase' and u.id = g.source_id
      left join credit_draw d on g.source_type = 'creditDraw' and d.id = g.source_id and d.source_type = 'order'
      where p.owner = ${partnerId} and p.livemode = ${livemode} and p.created_at < ${before}
        and (p.created_at, p.id) > (${after.createdAt}::timestamptz, ${after.id}::text)
      order by p.created_at, p.id limit ${PIECE}`.execute(db)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PIECE) return
    after = last
  }
}
