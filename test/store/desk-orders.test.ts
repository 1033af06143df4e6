import t from 'tap'
import { createDeskOrders } from '../../src/store/desk-orders.ts'
import { insertEverything } from './everything.ts'
import { aTopUp } from './ledger-rows.ts'
import { NOW, openStore } from './open-store.ts'
import { insertOrder, newTenant } from './order-rows.ts'

const PAGE = { limit: 2, after: null }

t.test('orders as the office sees them', async (t) => {
  const store = await openStore(t)
  const desk = createDeskOrders(store.db)
  const [one, other] = [await newTenant(store, true), await newTenant(store, true)]
  const rows = await insertEverything(store, one)
  const later = (ms: number) => ({ createdAt: new Date(NOW.getTime() + ms), updatedAt: new Date(NOW.getTime() + ms) })
  const insert = (tenant: typeof one, ms: number, externalRef: string | null = null) =>
    store.unitOfWork.run((tx) => insertOrder(tx, tenant, { order: { ...later(ms), externalRef }, line: later(ms) }))
  const second = await insert(other, 2_000, 'PO-7')
  const third = await insert(one, 3_000)
  const test = await store.unitOfWork.run(async (tx) => insertOrder(tx, await newTenant(store)))
  const idsOf = (page: { rows: { order: { id: string } }[] }) => page.rows.map(({ order }) => order.id)

  t.test('those of all partners and one mode, newest first, page by page', async (t) => {
    const first = await desk.orders({ livemode: true }, PAGE)
    t.same(idsOf(first), [third.order.id, second.order.id])
    t.equal(first.hasMore, true)
    t.match(first.rows[0], { partnerName: 'A partner', lines: [{ id: third.line.id }] })
    const next = await desk.orders({ livemode: true }, { limit: 2, after: second.order })
    t.same(idsOf(next), [rows.order.id])
    t.equal(next.hasMore, false)
    t.same(idsOf(await desk.orders({ livemode: false }, PAGE)), [test.order.id])
  })
  t.test('of one partner, and of the status they show', async (t) => {
    t.same(idsOf(await desk.orders({ livemode: true, partnerId: other.partnerId }, PAGE)), [second.order.id])
    await store.raw.query(`update order_line set state = 'STORED' where id = $1`, [second.line.id])
    t.same(idsOf(await desk.orders({ livemode: true, states: ['STORED'] }, PAGE)), [second.order.id])
    t.same(idsOf(await desk.orders({ livemode: true, states: ['STORED'], partnerId: one.partnerId }, PAGE)), [])
    t.same(idsOf(await desk.orders({ livemode: true, states: ['DELIVERED'] }, PAGE)), [])
  })
  t.test('one with everything that hangs on it', async (t) => {
    const sheet = await desk.order(rows.order.id)
    t.match(sheet, {
      order: rows.order,
      partnerName: 'A partner',
      lines: [rows.line],
      purchases: [rows.purchase],
      parcels: [rows.parcel],
      inspections: [rows.inspection],
      shipments: [rows.shipment],
      refunds: [rows.refund],
      differences: [],
      history: [{ resourceId: rows.line.id }],
    })
    t.same(sheet?.postings, [])
    t.equal(await desk.order('ord_none'), undefined)
    const bare = await desk.order(third.order.id)
    t.match(bare, { purchases: [], parcels: [], shipments: [], draws: [] })
  })
  t.test('every posting about it, of house accounts, too; a group is found by its id', async (t) => {
    const group = { ...aTopUp(one, 700n), sourceId: rows.line.id }
    await store.unitOfWork.run((tx) => tx.ledger.post(group))
    const sheet = await desk.order(rows.order.id)
    t.same(
      sheet?.postings.map(({ groupId, account, amountMinor }) => [groupId, account, amountMinor]),
      [
        [group.id, 'bankClearing', -700n],
        [group.id, 'available', 700n],
      ],
    )
    t.match(await desk.search(group.id), [{ kind: 'order', id: rows.order.id }])
  })
  t.test('any number that leads to an order finds it', async (t) => {
    await store.raw.query('update purchase set upstream_order_id = $1 where id = $2', ['3717528422000000101', rows.purchase.id])
    const numbers = [rows.order.id, rows.order.id.toUpperCase(), rows.line.id, rows.purchase.id, rows.parcel.id, rows.quote.id]
    for (const number of [...numbers, rows.parcel.waybillNo, '3717528422000000101'])
      t.match(await desk.search(` ${number} `), [{ kind: 'order', id: rows.order.id, livemode: true, partnerName: 'A partner' }], number)
    t.match(await desk.search('PO-7'), [{ kind: 'order', id: second.order.id }], 'the partner’s own')
    await store.raw.query(`update parcel set waybill_aliases = '{OLD1}' where id = $1`, [rows.parcel.id])
    t.match(await desk.search('OLD1'), [{ kind: 'order', id: rows.order.id }])
  })
  t.test('so do numbers of other things, and a part of a partner’s name', async (t) => {
    const kindsOf = async (text: string) => (await desk.search(text)).map(({ kind }) => kind)
    t.same(await kindsOf(rows.inspection.id), ['inspection'])
    t.same(await kindsOf(rows.shipment.id), ['shipment'])
    t.same(await kindsOf(rows.refund.id), ['refund'])
    await store.raw.query(`update partner set name = '100%_Store' where id = $1`, [other.partnerId])
    t.same(await desk.search('0%_s').then((hits) => hits.map(({ kind, id }) => [kind, id])), [['partner', other.partnerId]])
    t.same(await kindsOf('nothing carries this'), [])
    t.same(await kindsOf('   '), [])
  })
})
