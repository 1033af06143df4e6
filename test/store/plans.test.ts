import t from 'tap'
import type { PageRequest } from '../../src/domain/shared/page.ts'
import { openDatabase } from '../../src/store/database.ts'
import { createIdempotency } from '../../src/store/idempotency.ts'
import { createOutboxSource } from '../../src/store/outbox-source.ts'
import { prune } from '../../src/store/prune.ts'
import { createReads } from '../../src/store/reads.ts'
import { createStaffReads } from '../../src/store/staff-reads.ts'
import { createStuckWork } from '../../src/store/stuck-work.ts'
import { createUnitOfWork } from '../../src/store/unit-of-work.ts'
import { insertEverything } from './everything.ts'
import { aHold, aMove, anEvent, aTopUp } from './ledger-rows.ts'
import { GROWING, multiplyRows } from './many-rows.ts'
import { NOW, openStore } from './open-store.ts'
import { aLine, aPurchase, ids, insertOrder, newTenant } from './order-rows.ts'
import { type Scan, watchPlans } from './watch-plans.ts'

/** More rows than this of one table are read by no statement that is asked all day, however many partners there are. */
const MOST_TOUCHED = 250

const NEWEST: PageRequest = { limit: 20, after: null }
const LATER: PageRequest = { limit: 20, after: { createdAt: NOW, id: 'ord_x' } }
const AGO = new Date(NOW.getTime() - 60_000)

t.test('among thousands of partners no statement of every day reads a whole table', async (t) => {
  const store = await openStore(t)
  const tenant = await newTenant(store)
  const rows = await insertEverything(store, tenant)
  await insertMessages(store, tenant)
  await multiplyRows(store.raw, tenant)
  const watched = watchPlans(t, store.connectionString)
  const db = openDatabase({ connectionString: watched.connectionString, maxConnections: 1 })
  t.teardown(() => db.destroy())
  const uow = createUnitOfWork(db)
  const [reads, staff, stuck] = [createReads(db), createStaffReads(db), createStuckWork(db)]
  const outbox = createOutboxSource(db, store)
  const scope = { ...tenant, method: 'POST', route: '/v1/orders' }
  const twice = { status: 201, headers: {}, body: '{}' }

  const statements: Readonly<Record<string, () => Promise<unknown>>> = {
    'a posting': () => uow.run((tx) => tx.ledger.post(aTopUp(tenant, 100n))),
    'postings of an order': () =>
      uow.run(async (tx) => {
        await tx.ledger.post(aTopUp(tenant, 500n))
        for (let line = 0; line < 3; line += 1) await tx.ledger.post(aHold(tenant, 100n))
      }),
    'a balance': () => uow.run((tx) => tx.ledger.balanceOf(tenant, 'available', 'USD')),
    'the lock of a wallet': () => uow.run((tx) => tx.ledger.lockWallet(tenant, 'USD')),
    'the credit line of a wallet': () => uow.run((tx) => tx.creditLines.lockOf(tenant, 'EUR')),
    'an order placed': () => uow.run((tx) => insertOrder(tx, tenant)),
    'a line bought': () =>
      uow.run(async (tx) => {
        const { order } = await insertOrder(tx, tenant)
        const { turn } = await tx.payments.outlook(tenant)
        await tx.lines.insert(aLine(tenant, order.id, { lineNo: 2 }))
        const purchase = aPurchase(tenant, order.id, { turn })
        await tx.purchases.insert(purchase)
        for (const line of await tx.lines.lockOfOrder(order.id)) await tx.lines.update({ ...line, purchaseId: purchase.id })
        await tx.purchases.listOfOrder(order.id)
      }),
    'the purchase of an upstream order': () => uow.run((tx) => tx.purchases.findByUpstreamOrder('up5')),
    'the refund of an upstream refund': () => uow.run((tx) => tx.refunds.findByUpstreamRefund('TQ5')),
    'the claims of an order': () => uow.run((tx) => tx.refunds.listOfOrder(rows.order.id)),
    'the parcels of a purchase': () => uow.run((tx) => tx.parcels.listOfPurchase(rows.purchase.id)),
    'an event, a move and a job': () =>
      uow.run(async (tx) => {
        await tx.events.append(anEvent(tenant, rows.order.id))
        await tx.history.append(aMove(tenant, rows.order.id, rows.line.id))
        await tx.outbox.addJob('purchase-order', { id: rows.purchase.id })
      }),
    'a batch of the outbox': () => outbox.takeBatch(100, async () => undefined),
    'a key claimed': () => createIdempotency(db, store).run({ ...scope, key: ids.next('req') }, 'x', async () => twice),
    'an answer kept under a key': () => createIdempotency(db, store).find({ ...scope, key: 'model' }),
    'an API key': () => reads.apiKey('model'),
    'a message stored': () => uow.run((tx) => tx.inbox.store(aMessage(ids.next('req')))),
    'what nobody asks for again': () => prune(db, store),
    'orders, newest first': () => reads.orders(tenant, {}, NEWEST),
    'orders, the next page': () => reads.orders(tenant, {}, LATER),
    'orders of two statuses': () => reads.orders(tenant, { states: ['STORED', 'PENDING_PAYMENT'] }, LATER),
    'orders of a seller': () => reads.orders(tenant, { sellerOpenId: 'BBBxx' }, LATER),
    'orders by update': () => reads.orders(tenant, { updatedAtGte: AGO }, NEWEST),
    'an order by its reference': () => reads.orders(tenant, { externalRef: 'PO-1' }, NEWEST),
    'an order': () => reads.order(tenant, rows.order.id),
    'the timeline of an order': () => reads.timeline(tenant, rows.order.id),
    events: () => reads.events(tenant, {}, LATER),
    'ledger entries': () => reads.ledgerEntries(tenant, {}, LATER),
    'ledger entries of a source': () => reads.ledgerEntries(tenant, { sourceId: rows.topUpGroup.sourceId }, NEWEST),
    balances: () => reads.balances(tenant, NOW),
    parcels: () => reads.parcels(tenant, {}, LATER),
    inspections: () => reads.inspections(tenant, {}, LATER),
    stock: () => reads.stock(tenant, {}, LATER),
    'goods to dispose of': () => staff.tasks({ kinds: ['disposal'], limit: 500 }),
    shipments: () => reads.shipments(tenant, {}, LATER),
    refunds: () => reads.refunds(tenant, {}, LATER),
    'purchases that rest': () => stuck.purchases(['SUBMITTING', 'CREATED'], AGO, 100),
    'purchases in line': () => stuck.purchasesInLine(AGO, 100),
    'purchases in doubt': () => stuck.unsurePurchases(AGO, NOW, 100),
    'refunds that rest': () => stuck.refunds(['FILING', 'PAYOUT_PENDING'], AGO, 100),
    'shipments that rest': () => stuck.shipments(['REQUESTED'], AGO, 100),
    'inspections that rest': () => stuck.inspections(['READY'], AGO, 100),
    'top-ups that rest': () => stuck.topUps(['CREATED'], AGO, 100),
    'payment messages that rest': () => stuck.paymentMessages(AGO, 100),
    'claims nobody proved': () => stuck.refundsWithoutEvidenceSince(AGO, 100),
    'draws to remind of': () => stuck.creditDrawsToRemindOf(AGO, 100),
    'draws to collect': () => stuck.creditDrawsToCollect(AGO, 100),
    'messages that rest': () => stuck.inboxMessages(AGO, 100),
    'promises to ship that were broken': () => stuck.purchasesLateToShip(AGO, 100),
    'parcels nobody saw move': () => stuck.purchasesWithStillParcels(AGO, 100),
    'orders nobody paid': () => stuck.ordersUnpaidSince(AGO, 100),
    'prices nobody answered': () => stuck.ordersWithoutPriceAnswerSince(AGO, 100),
    'pictures not kept yet': () => stuck.ordersWithoutPictures(AGO, 100),
    'inspections nobody decided': () => stuck.inspectionsUndecidedSince(AGO, 100),
  }
  for (const [what, ask] of Object.entries(statements)) {
    await ask()
    const { statements: told, scans } = watched.look()
    t.ok(told > 0, `${what}: PostgreSQL told how`)
    t.strictSame(scans.filter((scan) => GROWING.has(scan.table) && isWholeTable(scan)).map(inWords), [], what)
  }
})

/** A scan that is given up at its first row reads nothing: the other side of its join was empty. */
function isWholeTable({ by, touched }: Scan): boolean {
  return (by === 'Seq Scan' && touched > 1) || touched > MOST_TOUCHED
}

function inWords({ table, by, touched, statement }: Scan): string {
  return `${table} by ${by}, ${touched} rows: ${statement.replaceAll(/\s+/g, ' ').slice(0, 400)}`
}

function aMessage(id: string) {
  return { id, messageId: id, livemode: false, topic: 'ORDER_BUYER_VIEW_ORDER_PAY', body: '{}', receivedAt: NOW }
}

/** One of everything that comes and goes beside the business. */
async function insertMessages(
  { db, unitOfWork, clock }: Awaited<ReturnType<typeof openStore>>,
  tenant: { partnerId: string; livemode: boolean },
) {
  const scope = { ...tenant, method: 'POST', route: '/v1/orders', key: 'model' }
  await createIdempotency(db, { clock }).run(scope, 'x', async () => ({ status: 201, headers: {}, body: '{}' }))
  await unitOfWork.run(async (tx) => {
    await tx.outbox.addJob('purchase-order', { id: 'pch_model' })
    await tx.inbox.store(aMessage('inb_model'))
  })
  await db
    .insertInto('paymentMessage')
    .values({
      ...{ id: 'pym_model', messageId: 'model', livemode: false, reference: 'model', body: '{}' },
      ...{ receivedAt: NOW, handledAt: null, outcome: null },
    })
    .execute()
  await db
    .insertInto('apiKey')
    .values({
      ...{ ...tenant, id: ids.next('key'), keyId: 'model', secretSha256: 'x', lastFour: 'abcd', scopes: [], apiVersion: '2026-11-01' },
      ...{ createdAt: NOW, expiresAt: null, revokedAt: null },
    })
    .execute()
}
