import { sql } from 'kysely'
import type { OurBooks } from '../domain/reconciliation/reconciliation-ports.ts'
import type { Db } from './database.ts'

/** Our side of a comparison: rows with what the ledger says about each. */
export function createOurBooks(db: Db): OurBooks {
  return {
    async purchasesByUpstreamOrder(livemode, upstreamOrderIds) {
      if (upstreamOrderIds.length === 0) return []
      const ours = db.selectFrom('purchase').selectAll().where('livemode', '=', livemode)
      return withPayments(db, await ours.where('upstreamOrderId', 'in', upstreamOrderIds).execute())
    },
    async purchase(livemode, id) {
      const found = await db.selectFrom('purchase').selectAll().where('livemode', '=', livemode).where('id', '=', id).execute()
      return (await withPayments(db, found))[0]
    },
    async purchasesBegun(livemode, { from, to }, { afterId, limit }) {
      const begun = db.selectFrom('purchase').selectAll().where('livemode', '=', livemode).where('upstreamOrderId', 'is not', null)
      const page = begun.where('createdAt', '>=', from).where('createdAt', '<', to).where('id', '>', afterId)
      return withPayments(db, await page.orderBy('id').limit(limit).execute())
    },
    async refundsOfPurchases(purchaseIds) {
      if (purchaseIds.length === 0) return []
      const named = db.selectFrom('refundCase').selectAll().where('purchaseId', 'in', purchaseIds)
      const refunds = await named.where('upstreamRefundId', 'is not', null).orderBy('id').execute()
      const booked = await bookedFen(
        db,
        'refundReceivedUpstream',
        ['refundClearing', 'subsidyReceived'],
        refunds.map(({ id }) => id),
      )
      return refunds.map((refund) => ({ refund, bookedFen: booked.get(refund.id) ?? 0n }))
    },
    async topUps(livemode, references) {
      if (references.length === 0) return []
      return db.selectFrom('topUp').selectAll().where('livemode', '=', livemode).where('reference', 'in', references).execute()
    },
    creditedTopUps(livemode, { from, to }) {
      const credited = db.selectFrom('topUp').selectAll().where('livemode', '=', livemode).where('method', '=', 'provider')
      const begun = credited.where('state', 'in', ['PENDING', 'CLEARED']).where('createdAt', '>=', from).where('createdAt', '<', to)
      return begun.orderBy('id').execute()
    },
    async unexplainedClearing(livemode) {
      const { rows } = await sql<{ sourceId: string; fen: bigint }>`
        select g.source_id as "sourceId", sum(p.amount_minor)::bigint as fen
        from ledger_account a
        join posting p on p.account_id = a.id
        join posting_group g on g.id = p.group_id
        where a.kind = 'sellerClearing1688' and a.livemode = ${livemode}
          and not exists (select from purchase u where u.id = g.source_id)
          and not exists (select from refund_case r where r.id = g.source_id)
        group by g.source_id order by g.source_id limit 50`.execute(db)
      return { fen: rows.reduce((total, row) => total + row.fen, 0n), sources: rows.map((row) => row.sourceId) }
    },
  }
}

async function withPayments<Purchase extends { id: string }>(db: Db, purchases: Purchase[]) {
  const booked = await bookedFen(
    db,
    'payUpstream',
    ['sellerClearing1688'],
    purchases.map(({ id }) => id),
  )
  const waiting = await purchasesAwaitingGoods(
    db,
    purchases.map(({ id }) => id),
  )
  return purchases.map((purchase) => ({ purchase, bookedFen: booked.get(purchase.id) ?? 0n, awaitsGoods: waiting.has(purchase.id) }))
}

async function purchasesAwaitingGoods(db: Db, purchaseIds: string[]): Promise<Set<string>> {
  if (purchaseIds.length === 0) return new Set()
  const { rows } = await sql<{ purchaseId: string }>`
    select distinct l.purchase_id as "purchaseId" from order_line l
    where l.purchase_id in (${sql.join(purchaseIds)}) and l.state = 'PURCHASED'
      and not exists (
        select from refund_case r where r.line_id = l.id
          and (r.upstream_refund_id is not null or r.approved_fen is not null)
          and r.state not in ('REJECTED_BY_AGENT', 'UPSTREAM_CLOSED', 'PAID_OUT', 'CANCELLED', 'FAILED', 'CLOSED'))`.execute(db)
  return new Set(rows.map(({ purchaseId }) => purchaseId))
}

type Template = 'payUpstream' | 'refundReceivedUpstream'
type Kind = 'sellerClearing1688' | 'refundClearing' | 'subsidyReceived'

async function bookedFen(db: Db, template: Template, kinds: Kind[], sourceIds: string[]): Promise<Map<string, bigint>> {
  if (sourceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('postingGroup as g')
    .innerJoin('posting as p', 'p.groupId', 'g.id')
    .innerJoin('ledgerAccount as a', 'a.id', 'p.accountId')
    .select(['g.sourceId', sql<bigint>`sum(p.amount_minor)::bigint`.as('fen')])
    .where('g.template', '=', template)
    .where('g.sourceId', 'in', sourceIds)
    .where('a.kind', 'in', kinds)
    .groupBy('g.sourceId')
    .execute()
  return new Map(rows.map(({ sourceId, fen }) => [sourceId, fen]))
}
