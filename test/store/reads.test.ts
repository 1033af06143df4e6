import t, { type Test } from 'tap'
import type { Inspection } from '../../src/domain/inspections/inspection.ts'
import type { Reads } from '../../src/domain/read-ports.ts'
import type { Page, PageRequest } from '../../src/domain/shared/page.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import { createReads } from '../../src/store/reads.ts'
import { insertEverything } from './everything.ts'
import { aHold } from './ledger-rows.ts'
import { NOW, openStore } from './open-store.ts'
import { aLine, aQuote, insertOrder, newTenant } from './order-rows.ts'

const ALL: PageRequest = { limit: 100, after: null }

t.test('what a partner can read', async (t) => {
  const store = await openStore(t)
  const { unitOfWork } = store
  const reads = createReads(store.db)
  const tenant = await newTenant(store)
  const rows = await insertEverything(store, tenant)
  const event = await store.db.selectFrom('partnerEvent').selectAll().where('partnerId', '=', tenant.partnerId).executeTakeFirstOrThrow()

  const single: [string, (who: Tenant) => Promise<unknown>, unknown][] = [
    ['quote', (who) => reads.quote(who, rows.quote.id), { ...rows.quote, status: 'ORDERED', orderId: rows.order.id }],
    ['order', (who) => reads.order(who, rows.order.id), { order: rows.order, lines: [rows.line] }],
    ['parcel', (who) => reads.parcel(who, rows.parcel.id), { parcel: rows.parcel, lines: [rows.parcelLine] }],
    ['inspection', (who) => reads.inspection(who, rows.inspection.id), { inspection: rows.inspection, photos: [rows.photo] }],
    ['shipment', (who) => reads.shipment(who, rows.shipment.id), { shipment: rows.shipment, items: [rows.item] }],
    ['refund', (who) => reads.refund(who, rows.refund.id), rows.refund],
    ['draw on credit', (who) => reads.creditDraw(who, rows.draw.id), rows.draw],
    ['file', (who) => reads.file(who, rows.file.id), rows.file],
  ]
  const lists: [string, (who: Tenant, page: PageRequest) => Promise<Page<unknown>>, unknown][] = [
    ['orders', (who, page) => reads.orders(who, {}, page), { order: rows.order, lines: [rows.line] }],
    ['parcels', (who, page) => reads.parcels(who, {}, page), { parcel: rows.parcel, lines: [rows.parcelLine] }],
    [
      'parcels of an order',
      (who, page) => reads.parcels(who, { orderId: rows.order.id }, page),
      { parcel: rows.parcel, lines: [rows.parcelLine] },
    ],
    ['inspections', (who, page) => reads.inspections(who, {}, page), { inspection: rows.inspection, photos: [rows.photo] }],
    ['stock', (who, page) => reads.stock(who, {}, page), rows.lot],
    ['stock of an order', (who, page) => reads.stock(who, { orderId: rows.order.id }, page), rows.lot],
    ['shipments', (who, page) => reads.shipments(who, {}, page), { shipment: rows.shipment, items: [rows.item] }],
    ['refunds', (who, page) => reads.refunds(who, {}, page), rows.refund],
    ['draws on credit', (who, page) => reads.creditDraws(who, {}, page), rows.draw],
    ['events', (who, page) => reads.events(who, {}, page), event],
  ]

  t.test('is its own', async (t) => {
    for (const [name, read, expected] of single) t.strictSame(await read(tenant), expected, name)
    for (const [name, read, expected] of lists) t.strictSame(await read(tenant, ALL), { rows: [expected], hasMore: false }, name)
    t.match(await reads.timeline(tenant, rows.order.id), [{ toState: 'PENDING_PAYMENT', actor: { kind: 'partner', id: tenant.partnerId } }])
    const nothing = { reservedMinor: 0n, pendingMinor: 0n, owedMinor: 0n, provedAt: null }
    const credit = { limitMinor: 10_000n, drawnMinor: 1_200n, overdueMinor: 0n, nextDueAt: rows.draw.dueAt }
    t.match(await reads.balances(tenant, NOW), [
      { ...nothing, currency: 'EUR', availableMinor: 1_200n, credit, alertBelowMinor: null },
      { ...nothing, currency: 'USD', availableMinor: 5_000n, credit: null, alertBelowMinor: null },
    ])
    t.match(await reads.creditLines(tenant, NOW), [
      { drawnMinor: 1200n, overdueMinor: 0n, nextDueAt: rows.draw.dueAt, nextDueMinor: 1200n },
    ])
    t.match(await reads.creditLines(tenant, rows.draw.dueAt), [{ overdueMinor: 1200n }])
    t.equal((await reads.ledgerEntries(tenant, {}, ALL)).rows.length, 3)
    t.match(await reads.ledgerEntries(tenant, { sourceId: rows.topUpGroup.sourceId }, ALL), {
      rows: [{ template: 'topUp', account: 'available', currency: 'USD', amountMinor: 5000n, sourceType: 'topUp', createdAt: NOW }],
      hasMore: false,
    })
  })

  t.test('is nothing of another partner, nor of its own other mode', async (t) => {
    const strangers = { 'another partner': await newTenant(store), 'the live mode': { ...tenant, livemode: true } }
    for (const [name, stranger] of Object.entries(strangers)) {
      await insertEverything(store, stranger)
      const foreign = await insertEverything(store, await newTenant(store))
      for (const [what, read] of single) t.equal(await read(stranger), undefined, `${what}, to ${name}`)
      for (const [what, read] of lists.filter(([what]) => what.includes('of an order'))) {
        t.strictSame(await read(stranger, ALL), { rows: [], hasMore: false }, `${what}, to ${name}`)
      }
      for (const [what, read, own] of lists.filter(([what]) => !what.includes('of an order'))) {
        const page = await read(stranger, ALL)
        t.equal(page.rows.length, 1, `${what}: one of its own, to ${name}`)
        t.notSame(page.rows[0], own)
      }
      t.strictSame(await reads.timeline(stranger, rows.order.id), [], `timeline, to ${name}`)
      t.match(await reads.balances(stranger, NOW), [{ availableMinor: 1_200n }, { availableMinor: 5_000n }])
      t.notMatch(await reads.creditLines(stranger, NOW), [{ partnerId: tenant.partnerId, livemode: tenant.livemode }])
      t.strictSame((await reads.ledgerEntries(stranger, { sourceId: foreign.order.id }, ALL)).rows, [])
    }
  })

  t.test('is no file for staff only', async (t) => {
    t.equal(await reads.file(tenant, rows.staffFile.id), undefined)
  })

  t.test('can be narrowed', async (t) => {
    const only = async (list: Promise<Page<unknown>>) => (await list).rows.length
    const missing = { orderId: 'ord_none' }
    t.equal(await only(reads.orders(tenant, { states: ['PENDING_PAYMENT'] }, ALL)), 1)
    t.equal(await only(reads.orders(tenant, { states: ['PAID'] }, ALL)), 0)
    t.equal(await only(reads.orders(tenant, { externalRef: 'none' }, ALL)), 0)
    t.equal(await only(reads.orders(tenant, { createdAtGte: NOW, createdAtLt: new Date(NOW.getTime() + 1) }, ALL)), 1)
    t.equal(await only(reads.orders(tenant, { createdAtLt: NOW }, ALL)), 0)
    t.equal(await only(reads.parcels(tenant, { states: ['EXPECTED', 'ARRIVED'] }, ALL)), 1)
    t.equal(await only(reads.parcels(tenant, { states: ['ARRIVED'] }, ALL)), 0)
    t.equal(await only(reads.parcels(tenant, missing, ALL)), 0)
    t.equal(await only(reads.inspections(tenant, { ...missing, states: ['READY'] }, ALL)), 0)
    t.equal(await only(reads.inspections(tenant, { orderId: rows.order.id, states: ['READY'] }, ALL)), 1)
    t.equal(await only(reads.stock(tenant, missing, ALL)), 0)
    t.equal(await only(reads.shipments(tenant, { states: ['READY'] }, ALL)), 0)
    t.equal(await only(reads.refunds(tenant, { orderId: rows.order.id, states: ['SUBMITTED'] }, ALL)), 1)
    t.equal(await only(reads.refunds(tenant, { states: ['CLOSED'] }, ALL)), 0)
    t.equal(await only(reads.events(tenant, { types: ['order.paid'], resourceId: rows.order.id }, ALL)), 1)
    t.equal(await only(reads.events(tenant, { types: ['order.cancelled'] }, ALL)), 0)
  })

  t.test('finds orders by the status they show', async (t) => {
    const who = await newTenant(store)
    const { order } = await unitOfWork.run(async (tx) => {
      const made = await insertOrder(tx, who, { line: { state: 'STORED' } })
      await tx.lines.insert(aLine(who, made.order.id, { lineNo: 2, state: 'PURCHASING' }))
      await tx.lines.insert(aLine(who, made.order.id, { lineNo: 3, state: 'CANCELLED' }))
      return made
    })
    const found = async (...states: string[]) => (await reads.orders(who, { states }, ALL)).rows.map((row) => row.order.id)
    t.strictSame(await found('PURCHASING'), [order.id], 'the least advanced line that can still move')
    t.strictSame(await found('STORED'), [])
    t.strictSame(await found('CANCELLED'), [])
    t.strictSame(await found('CANCELLED', 'PURCHASING'), [order.id])
    const ended = await unitOfWork.run((tx) => insertOrder(tx, who, { line: { state: 'CANCELLED' } }))
    t.strictSame(await found('CANCELLED'), [ended.order.id])
  })

  t.test('shows holds as entries of both accounts', async (t) => {
    const group = aHold(tenant, 100n)
    await unitOfWork.run((tx) => tx.ledger.post(group))
    const { rows: entries } = await reads.ledgerEntries(tenant, { sourceId: 'oln_1' }, ALL)
    t.strictSame(
      entries.map(({ account, amountMinor }) => [account, amountMinor]),
      [
        ['reserved', 100n],
        ['available', -100n],
      ],
    )
  })

  t.test('names partner and key', async (t) => {
    t.match(await reads.partner(tenant.partnerId), { id: tenant.partnerId, status: 'ACTIVE' })
    t.equal(await reads.partner('par_none'), undefined)
    t.equal(await reads.apiKey('none'), undefined)
  })
})

t.test('pages of a list', async (t) => {
  const store = await openStore(t)
  const reads = createReads(store.db)
  const tenant = await newTenant(store)
  const at = (second: number) => new Date(NOW.getTime() + second * 1000)
  const addOrder = (who: Tenant, createdAt: Date) =>
    store.unitOfWork.run(async (tx) => {
      const { order } = await insertOrder(tx, who, { order: { createdAt }, line: { createdAt } })
      const isPaid = createdAt.getSeconds() % 2 === 1
      await tx.lines.insert(aLine(who, order.id, { lineNo: 2, createdAt, state: isPaid ? 'PAID' : 'PENDING_PAYMENT' }))
      return order.id
    })

  for (const filter of [{}, { states: ['PENDING_PAYMENT', 'PAID'] }]) {
    t.test(`are newest first, without gaps or repeats, though orders come in meanwhile, ${JSON.stringify(filter)}`, (t) => walk(t, filter))
  }

  async function walk(t: Test, filter: { states?: string[] }) {
    const tenant = await newTenant(store)
    const add = (second: number) => addOrder(tenant, at(second))
    const made: string[] = []
    for (let i = 0; i < 25; i++) made.push(await add(Math.floor(i / 5)))
    const seen: string[] = []
    let after: PageRequest['after'] = null
    for (;;) {
      const page: Awaited<ReturnType<Reads['orders']>> = await reads.orders(tenant, filter, { limit: 4, after })
      seen.push(...page.rows.map((row) => row.order.id))
      const last = page.rows.at(-1)?.order
      await add(100)
      if (!page.hasMore || last === undefined) break
      after = { createdAt: last.createdAt, id: last.id }
    }
    t.strictSame(seen, [...made].reverse(), 'rows of the same instant by id')
  }

  t.test('of one status take a line that is as old as its order', async (t) => {
    const late = store.unitOfWork.run((tx) => insertOrder(tx, tenant, { line: { createdAt: at(1) } }))
    await t.rejects(late, { code: '23514', constraint: 'order_line_created_with_order' })
  })

  t.test('say whether there is more', async (t) => {
    const who = await newTenant(store)
    t.strictSame(await reads.orders(who, {}, { limit: 1, after: null }), { rows: [], hasMore: false })
    await store.unitOfWork.run((tx) => insertOrder(tx, who))
    t.match(await reads.orders(who, {}, { limit: 1, after: null }), { hasMore: false })
    await store.unitOfWork.run((tx) => insertOrder(tx, who))
    t.match(await reads.orders(who, {}, { limit: 1, after: null }), { hasMore: true })
  })

  t.test('are read from the index that has their order', async (t) => {
    await store.raw.query('analyze')
    const indexes = ['agent_order', 'parcel', 'inspection', 'shipment', 'refund_case', 'partner_event', 'stored_file', 'quote']
    for (const table of indexes) {
      const { rows } = await store.raw.query(`select indexdef from pg_indexes where tablename = $1 and indexname = $1 || '_list'`, [table])
      t.match(rows[0]?.indexdef, /\(partner_id, livemode, created_at DESC, id DESC\)/, table)
    }
    const client = await store.raw.connect()
    await client.query('set enable_seqscan = off')
    const { rows } = await client.query(
      `explain select * from agent_order o where o.partner_id = $1 and o.livemode = false
         and (o.created_at, o.id) < (now(), 'x') order by o.created_at desc, o.id desc limit 21`,
      [tenant.partnerId],
    )
    client.release()
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    t.match(plan, /Index Scan using agent_order_list/)
    t.notMatch(plan, /Sort/)
  })
})

t.test('a quote that was never ordered', async (t) => {
  const store = await openStore(t)
  const tenant = await newTenant(store)
  const quote = aQuote(tenant)
  await store.unitOfWork.run((tx) => tx.quotes.insert(quote))
  t.strictSame(await createReads(store.db).quote(tenant, quote.id), quote)
})

t.test('what was inspected of a seller: finished inspections of all partners, of one mode', async (t) => {
  const store = await openStore(t)
  const inspect = async (
    tenant: Tenant,
    sellerOpenId: string,
    change: Partial<Pick<Inspection, 'countedQuantity' | 'passedQuantity' | 'failedQuantity' | 'completedAt'>>,
  ) => {
    const { inspection, line } = await insertEverything(store, tenant)
    await store.db.updateTable('orderLine').set({ sellerOpenId }).where('id', '=', line.id).execute()
    await store.db.updateTable('inspection').set(change).where('id', '=', inspection.id).execute()
  }
  const done = { countedQuantity: 10, passedQuantity: 7, failedQuantity: 3, completedAt: NOW }
  await inspect(await newTenant(store), 'BBBone', done)
  await inspect(await newTenant(store), 'BBBone', { ...done, passedQuantity: 10, failedQuantity: 0 })
  await inspect(await newTenant(store), 'BBBone', { completedAt: null })
  await inspect(await newTenant(store, true), 'BBBone', done)
  await inspect(await newTenant(store), 'BBBtwo', done)
  const reads = createReads(store.db)
  t.strictSame(await reads.supplierQuality(false, 'BBBone'), { inspectedUnits: 20, failedUnits: 3 })
  t.strictSame(await reads.supplierQuality(true, 'BBBone'), { inspectedUnits: 10, failedUnits: 3 })
  t.strictSame(await reads.supplierQuality(false, 'BBBnone'), { inspectedUnits: 0, failedUnits: 0 })
})
