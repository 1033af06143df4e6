import { sql } from 'kysely'
import type { DailyFlow, FinanceOverview, FinanceReads, HouseBalance } from '../domain/wallet/finance-reads.ts'
import type { Db } from './database.ts'
import { createFinanceCredit } from './finance-credit.ts'
import { financeTrend } from './finance-trend.ts'
import { lastProof } from './ledger-proofs.ts'
import { oneMore, pageOfAll, toPage } from './pages.ts'

/** The questions of finance: staff see all partners, one mode at a time. */
export function createFinanceReads(db: Db): FinanceReads {
  const bookings = () =>
    db.selectFrom('booking as b').innerJoin('partner as p', 'p.id', 'b.partnerId').selectAll('b').select('p.name as partnerName')
  return {
    async overview(livemode, since) {
      const [balances, flows, counts, proof, partners] = await Promise.all([
        balancesOf(db, livemode),
        flowsOf(db, livemode, since),
        countsOf(db, livemode),
        lastProof(db),
        db.selectFrom('partner').select(['id', 'name']).orderBy('name').orderBy('id').execute(),
      ])
      return { balances, flows, counts, proof: proof ?? null, partners }
    },
    trend: (livemode, span) => financeTrend(db, livemode, span),
    async topUps({ livemode, states }, page) {
      let query = db
        .selectFrom('topUp as t')
        .innerJoin('partner as p', 'p.id', 't.partnerId')
        .selectAll('t')
        .select('p.name as partnerName')
        .where(pageOfAll('t', livemode, page))
      if (states !== undefined) query = query.where(sql<boolean>`t.state = any(${states}::text[])`)
      return toPage(await query.orderBy('t.createdAt', 'desc').orderBy('t.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    async bookings({ livemode, states }, page) {
      let query = bookings().where(pageOfAll('b', livemode, page))
      if (states !== undefined) query = query.where(sql<boolean>`b.state = any(${states}::text[])`)
      return toPage(await query.orderBy('b.createdAt', 'desc').orderBy('b.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    booking: (id) => bookings().where('b.id', '=', id).executeTakeFirst(),
    ...createFinanceCredit(db),
  }
}

async function balancesOf(db: Db, livemode: boolean): Promise<HouseBalance[]> {
  const { rows } = await sql<HouseBalance>`
    select currency,
      coalesce(sum(balance_minor) filter (where kind = 'available'), 0)::bigint as available_minor,
      coalesce(sum(balance_minor) filter (where kind = 'reserved'), 0)::bigint as reserved_minor,
      coalesce(sum(balance_minor) filter (where kind = 'pending'), 0)::bigint as pending_minor,
      coalesce(-sum(balance_minor) filter (where kind = 'owed'), 0)::bigint as owed_minor,
      coalesce(-sum(balance_minor) filter (where kind = 'creditLine'), 0)::bigint as drawn_minor
    from ledger_account where livemode = ${livemode} and partner_id is not null
    group by currency order by currency`.execute(db)
  return rows
}

/** In: what reached `available` from outside. Out: what was captured for goods and freight. */
async function flowsOf(db: Db, livemode: boolean, since: Date): Promise<DailyFlow[]> {
  const { rows } = await sql<DailyFlow>`
    select to_char(p.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, p.currency,
      coalesce(sum(p.amount_minor) filter (where a.kind = 'available' and g.template in ('topUp', 'topUpCleared', 'acceptReceipt')), 0)::bigint
        as in_minor,
      coalesce(-sum(p.amount_minor) filter (
        where a.kind = 'reserved' and g.template in ('capturePurchase', 'captureShipment') and p.component <> 'released'
      ), 0)::bigint as out_minor
    from posting_group g join posting p on p.group_id = g.id join ledger_account a on a.id = p.account_id
    where g.livemode = ${livemode} and g.created_at >= ${since} and p.created_at >= ${since}
      and g.template in ('topUp', 'topUpCleared', 'acceptReceipt', 'capturePurchase', 'captureShipment')
      and a.kind in ('available', 'reserved')
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

async function countsOf(db: Db, livemode: boolean): Promise<FinanceOverview['counts']> {
  const { rows } = await sql<FinanceOverview['counts']>`
    select
      count(*) filter (where state = 'PENDING')::int as pending,
      count(*) filter (where state = 'UNDER_REVIEW')::int as under_review,
      count(*) filter (where state = 'AWAITING_PAYMENT' and method = 'bankTransfer')::int as awaiting_transfer,
      (select count(*) from booking where livemode = ${livemode} and state = 'PROPOSED')::int as to_approve,
      (select count(*) from credit_change where livemode = ${livemode} and state = 'PROPOSED')::int as credit_to_approve
    from top_up where livemode = ${livemode} and state in ('PENDING', 'UNDER_REVIEW', 'AWAITING_PAYMENT')`.execute(db)
  const [counts] = rows
  if (counts === undefined) throw new Error('a count gave no answer')
  return counts
}
