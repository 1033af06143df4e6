import { sql } from 'kysely'
import { chinaDate, chinaDayStart } from '../domain/policy/china-time.ts'
import { addMilliseconds, DAY_MS } from '../domain/shared/clock.ts'
import { type BalanceNow, type DailyChange, dailyBalances, type FinanceTrend, TREND_KINDS } from '../domain/wallet/finance-trend.ts'
import type { Db } from './database.ts'

/** Balances and orders of the last days in China, today included: each partner's postings and orders are read along its own index. */
export async function financeTrend(db: Db, livemode: boolean, { now, dayCount }: { now: Date; dayCount: number }): Promise<FinanceTrend> {
  const first = addMilliseconds(chinaDayStart(now), -(dayCount - 1) * DAY_MS)
  const days = Array.from({ length: dayCount }, (_, index) => chinaDate(addMilliseconds(first, index * DAY_MS)))
  const kinds = [...TREND_KINDS]
  const [balances, changes, orders] = await Promise.all([
    sql<BalanceNow>`
      select currency, kind, sum(balance_minor)::bigint as minor from ledger_account
      where livemode = ${livemode} and partner_id is not null and kind = any(${kinds}::text[])
      group by currency, kind`.execute(db),
    sql<DailyChange>`
      select to_char(e.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, a.currency, a.kind, sum(e.amount_minor)::bigint as minor
      from partner p join posting e on e.owner = p.id and e.livemode = ${livemode} and e.created_at >= ${first}
      join ledger_account a on a.id = e.account_id
      where a.kind = any(${kinds}::text[]) group by 1, 2, 3`.execute(db),
    sql<{ day: string; count: number }>`
      select to_char(o.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*)::int as count
      from partner p join agent_order o on o.partner_id = p.id and o.livemode = ${livemode} and o.created_at >= ${first}
      group by 1`.execute(db),
  ])
  const counts = new Map(orders.rows.map(({ day, count }) => [day, count]))
  return { days, balances: dailyBalances(days, balances.rows, changes.rows), orders: days.map((day) => counts.get(day) ?? 0) }
}
