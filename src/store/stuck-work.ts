import { sql } from 'kysely'
import type { StuckWork } from '../domain/read-ports.ts'
import type { Db } from './database.ts'

/**
 * Rows whose state says that a job should be at work, oldest first: what a lost queue is rebuilt from (invariant 10). A state that an index
 * is made for stands in the text: as a value, a plan for any value could not use that index.
 */
export function createStuckWork(db: Db): StuckWork {
  return {
    ...dueOnTheRoad(db),
    async purchases(states, before, limit) {
      const { rows } = await sql<{ id: string }>`
        select id from purchase
        where state = any(${states}::text[]) and updated_at < ${before} and not (state = 'INTENDED' and attempts = 0)
        order by updated_at limit ${limit}`.execute(db)
      return idsOf(rows)
    },
    purchasesInLine: (before, limit) =>
      db
        .selectFrom('purchase')
        .select(['id', 'turn'])
        .where('state', '=', 'INTENDED')
        .where('attempts', '=', 0)
        .where('updatedAt', '<', before)
        .orderBy('turn')
        .limit(limit)
        .execute(),
    async unsurePurchases(from, before, limit) {
      const unsure = db.selectFrom('purchase').select('id').where('unsureSince', '>=', from).where('unsureSince', '<', before)
      return idsOf(await unsure.orderBy('unsureSince', 'desc').limit(limit).execute())
    },
    inspections: (states, before, limit) => untouched(db, 'inspection', { states, before, limit }),
    shipments: (states, before, limit) => untouched(db, 'shipment', { states, before, limit }),
    refunds: (states, before, limit) => untouched(db, 'refund_case', { states, before, limit }),
    topUps: (states, before, limit) => providerTopUps(db, { states, before, limit }),
    async paymentMessages(before, limit) {
      const waiting = db.selectFrom('paymentMessage').select('id').where('handledAt', 'is', null).where('receivedAt', '<', before)
      return idsOf(await waiting.orderBy('receivedAt').limit(limit).execute())
    },
    async inboxMessages(before, limit) {
      const waiting = db.selectFrom('inbox').select('id').where('handledAt', 'is', null).where('receivedAt', '<', before)
      return idsOf(await waiting.orderBy('receivedAt').limit(limit).execute())
    },
    async ordersWithoutPictures(before, limit) {
      const { rows } = await sql<{ id: string }>`
        select distinct order_id as id from (
          select order_id from order_line where pictures is null and created_at < ${before} order by created_at limit ${limit}
        ) due`.execute(db)
      return idsOf(rows)
    },
    async ordersUnpaidSince(before, limit) {
      const { rows } = await sql<{ id: string }>`
        select o.id from agent_order o
        where o.paid_at is null and o.pay_before <= ${before}
          and exists (select from order_line l where l.order_id = o.id and l.state = 'PENDING_PAYMENT')
        order by o.pay_before limit ${limit}`.execute(db)
      return idsOf(rows)
    },
    async ordersWithoutPriceAnswerSince(before, limit) {
      const late = db.selectFrom('orderLine').select('orderId as id').distinct().where('priceAnswerBy', '<=', before)
      return idsOf(await late.where('state', '=', sql.lit('PRICE_CONFIRM_HOLD')).where('stopAsked', 'is', null).limit(limit).execute())
    },
    async refundsWithoutEvidenceSince(before, limit) {
      const late = db.selectFrom('refundCase').select('id').where('state', '=', 'NEEDS_EVIDENCE').where('deadlineAt', '<=', before)
      return idsOf(await late.orderBy('deadlineAt').limit(limit).execute())
    },
    async balanceAlertsCrossed(limit) {
      const { rows } = await sql<{ id: string }>`
        select b.id from balance_alert b
        left join ledger_account a on a.owner = b.partner_id and a.livemode = b.livemode and a.kind = 'available' and a.currency = b.currency
        where (b.told_at is null) = (coalesce(a.balance_minor, 0) < b.below_minor)
        order by b.id limit ${limit}`.execute(db)
      return idsOf(rows)
    },
    async lotsToWatch(before, limit) {
      const due = db.selectFrom('stockLot').select('id').where('storageDueAt', '<=', before)
      return idsOf(await due.orderBy('storageDueAt').limit(limit).execute())
    },
    async creditDrawsToRemindOf(before, limit) {
      const due = db.selectFrom('creditDraw').select('id').where('state', '=', sql.lit('OPEN')).where('remindAt', '<=', before)
      return idsOf(await due.orderBy('remindAt').limit(limit).execute())
    },
    async creditDrawsToCollect(before, limit) {
      const { rows } = await sql<{ id: string }>`
        select d.id from credit_draw d
        where d.state <> 'REPAID' and d.due_at <= ${before} and (d.state = 'OPEN' or exists (
          select from ledger_account a where a.owner = d.partner_id and a.livemode = d.livemode and a.kind = 'available'
            and a.currency = d.currency and a.balance_minor > 0))
        order by d.due_at, d.id limit ${limit}`.execute(db)
      return idsOf(rows)
    },
    async inspectionsUndecidedSince(before, limit) {
      const late = db.selectFrom('inspection').select('id').where('decidedAt', 'is', null).where('decideBy', '<=', before)
      return idsOf(await late.where('state', '=', 'DECISION_PENDING').orderBy('decideBy').limit(limit).execute())
    },
  }
}

/** What sellers, couriers and carriers should have done by now. */
function dueOnTheRoad(db: Db): Pick<StuckWork, 'purchasesLateToShip' | 'purchasesWithStillParcels' | 'shipmentsToComplete'> {
  return {
    async purchasesLateToShip(before, limit) {
      const late = db.selectFrom('purchase').select('id').where('promiseDueAt', '<', before)
      return idsOf(await late.orderBy('promiseDueAt').limit(limit).execute())
    },
    async purchasesWithStillParcels(before, limit) {
      const { rows } = await sql<{ id: string }>`
        select distinct purchase_id as id from (
          select purchase_id from parcel where state in ('EXPECTED', 'IN_TRANSIT') and stalls_at <= ${before} order by stalls_at limit ${limit}
        ) due`.execute(db)
      return idsOf(rows)
    },
    async shipmentsToComplete(before, limit) {
      const due = db.selectFrom('shipment').select('id').where('completeAt', '<=', before)
      return idsOf(await due.orderBy('completeAt').limit(limit).execute())
    },
  }
}

type Asked = { states: string[]; before: Date; limit: number }

async function untouched(db: Db, table: string, { states, before, limit }: Asked): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where state = any(${states}::text[]) and updated_at < ${before} order by updated_at limit ${limit}
  `.execute(db)
  return idsOf(rows)
}

/** Bank transfers are not read anywhere: finance sees them come. */
async function providerTopUps(db: Db, { states, before, limit }: Asked): Promise<string[]> {
  const resting = db.selectFrom('topUp').select('id').where('method', '=', 'provider').where('updatedAt', '<', before)
  const waiting = sql<boolean>`state in (${sql.join(states.map((state) => sql.lit(state)))})`
  return idsOf(await resting.where(waiting).orderBy('updatedAt').limit(limit).execute())
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map((row) => row.id)
}
