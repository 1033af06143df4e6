import t from 'tap'
import type { StaffUser } from '../../src/domain/staff/staff-user.ts'
import { createStaffReads } from '../../src/store/staff-reads.ts'
import { createStaffSessions } from '../../src/store/staff-sessions.ts'
import { createStuckWork } from '../../src/store/stuck-work.ts'
import { insertEverything } from './everything.ts'
import { NOW, openStore } from './open-store.ts'
import { newTenant } from './order-rows.ts'

const LATER = new Date(NOW.getTime() + 1)

t.test('what staff can read', async (t) => {
  const store = await openStore(t)
  const reads = createStaffReads(store.db)
  const live = await newTenant(store, true)
  const rows = await insertEverything(store, live)
  await insertEverything(store, await newTenant(store))

  t.test('an inspection with all that is needed at the bench', async (t) => {
    const found = await reads.inspection(rows.inspection.id)
    t.strictSame(found, { inspection: rows.inspection, photos: [rows.photo], line: rows.line, parcel: rows.parcel, history: [] })
    t.equal(await reads.inspection('ins_none'), undefined)
  })
  t.test('a shipment with its lots and lines', async (t) => {
    const found = await reads.shipment(rows.shipment.id)
    t.strictSame(found, { shipment: rows.shipment, items: [{ item: rows.item, lot: rows.lot, line: rows.line }], history: [] })
    t.equal(await reads.shipment('shp_none'), undefined)
  })
  t.test('a refund with the pictures of its line', async (t) => {
    const found = await reads.refund(rows.refund.id)
    t.strictSame(found, { refund: rows.refund, line: rows.line, photos: [rows.photo], history: [] })
    t.equal(await reads.refund('rfc_none'), undefined)
  })
  t.test('a parcel by its waybill or an alias', async (t) => {
    await store.raw.query(`update parcel set waybill_aliases = '{OLD1}' where id = $1`, [rows.parcel.id])
    const parcel = { ...rows.parcel, waybillAliases: ['OLD1'] }
    const expected = { parcel, lines: [{ parcelLine: rows.parcelLine, line: rows.line }], inspections: [rows.inspection] }
    t.strictSame(await reads.parcelByWaybill(rows.parcel.waybillNo), expected)
    t.strictSame(await reads.parcelByWaybill('OLD1'), expected)
    t.strictSame(await store.unitOfWork.run((tx) => tx.parcels.findByWaybill('OLD1')), parcel)
    t.equal(await reads.parcelByWaybill('NONE'), undefined)
  })
  t.test('every file', async (t) => {
    t.strictSame(await reads.file(rows.staffFile.id), rows.staffFile)
  })

  t.test('the tasks of all partners, the most urgent first', async (t) => {
    const tasks = await reads.tasks({ limit: 100 })
    t.equal(tasks.length, 8)
    t.strictSame(new Set(tasks.map((task) => task.kind)), new Set(['inspection', 'arrival', 'consolidation', 'refund']))
    t.equal(tasks[0]?.kind, 'inspection', 'what has a due time goes first')
    const inspection = tasks.find((task) => task.id === rows.inspection.id)
    t.strictSame(inspection, {
      kind: 'inspection',
      id: rows.inspection.id,
      state: 'READY',
      title: '杯子',
      imageUrl: null,
      quantity: 10,
      partnerName: 'A partner',
      livemode: true,
      waybillNo: rows.parcel.waybillNo,
      dueAt: rows.inspection.inspectBy,
      createdAt: NOW,
    })
    const consolidation = tasks.find((task) => task.id === rows.shipment.id)
    t.match(consolidation, { title: '杯子', quantity: 10, dueAt: null })
    t.match(
      tasks.find((task) => task.id === rows.parcel.id),
      { title: '杯子', quantity: 10, waybillNo: rows.parcel.waybillNo },
    )
  })
  t.test('the tasks of some kinds, as many as asked for', async (t) => {
    const tasks = await reads.tasks({ kinds: ['refund', 'arrival'], limit: 3 })
    t.equal(tasks.length, 3)
    t.ok(tasks.every((task) => task.kind === 'refund' || task.kind === 'arrival'))
    t.strictSame(await reads.tasks({ kinds: [], limit: 3 }), [])
  })
  t.test('how many tasks there are', async (t) => {
    t.strictSame(await reads.counts(), { arrival: 2, inspection: 2, consolidation: 2, refund: 2, disposal: 0 })
  })
  t.test('goods that were given up are work until they are disposed of', async (t) => {
    const ask = async () => ({ tasks: await reads.tasks({ kinds: ['disposal'], limit: 10 }), count: (await reads.counts()).disposal })
    await store.raw.query('update stock_lot set abandoned_at = $1 where id = $2', [LATER, rows.lot.id])
    const task = { kind: 'disposal', id: rows.lot.id, state: 'ABANDONED', title: '杯子', imageUrl: null, quantity: 10 }
    const rest = { partnerName: 'A partner', livemode: true, waybillNo: null, dueAt: null, createdAt: LATER }
    t.strictSame(await ask(), { tasks: [{ ...task, ...rest }], count: 1 })
    t.match(await reads.lot(rows.lot.id), { lot: { id: rows.lot.id }, line: rows.line, partnerName: 'A partner', history: [] })
    await store.raw.query('update stock_lot set disposed_at = $1, quantity = 0 where id = $2', [LATER, rows.lot.id])
    t.strictSame(await ask(), { tasks: [], count: 0 })
    t.equal(await reads.lot('lot_none'), undefined)
  })
})

t.test('signing in', async (t) => {
  const store = await openStore(t)
  const reads = createStaffReads(store.db)
  const sessions = createStaffSessions(store.db)
  const user: StaffUser = {
    id: 'stf_1',
    login: 'admin',
    displayName: '管理员',
    passwordHash: 'hash',
    roles: ['operatorAdmin', 'qcLead'],
    language: 'zh-CN',
    disabledAt: null,
    createdAt: NOW,
    version: 1,
  }
  await store.db.insertInto('staffUser').values(user).execute()
  t.strictSame(await reads.userByLogin('admin'), user)
  t.equal(await reads.userByLogin('nobody'), undefined)
  const session = { id: 'sha', staffUserId: user.id, csrfToken: 'c', createdAt: NOW, lastSeenAt: NOW, expiresAt: LATER }
  await sessions.create(session)
  await sessions.touch('sha', LATER)
  t.strictSame(await reads.session('sha'), { session: { ...session, lastSeenAt: LATER }, user })
  await sessions.end('sha')
  t.equal(await reads.session('sha'), undefined)
})

t.test('stuck work', async (t) => {
  const store = await openStore(t)
  const stuck = createStuckWork(store.db)
  const tenant = await newTenant(store)
  const rows = await insertEverything(store, tenant)
  const message = { messageId: 'm', livemode: false, topic: 'T', body: '{}', receivedAt: NOW }
  await store.unitOfWork.run(async (tx) => {
    await tx.inbox.store({ id: 'inb_1', ...message })
    await tx.inbox.store({ id: 'inb_2', ...message, messageId: 'm2' })
    await tx.inbox.markHandled('inb_2', NOW, 'applied')
  })

  t.test('is what nobody touched since', async (t) => {
    t.strictSame(await stuck.purchases(['INTENDED'], LATER, 10), [], 'one that was never tried waits in line')
    t.match(await stuck.purchasesInLine(LATER, 10), [{ id: rows.purchase.id }])
    t.strictSame(await stuck.purchasesInLine(NOW, 10), [])
    await store.raw.query(`update purchase set attempts = 1 where id = $1`, [rows.purchase.id])
    t.strictSame(await stuck.purchases(['INTENDED'], LATER, 10), [rows.purchase.id])
    t.strictSame(await stuck.purchases(['INTENDED'], NOW, 10), [])
    t.strictSame(await stuck.purchases(['PAID'], LATER, 10), [])
    t.strictSame(await stuck.inspections(['READY', 'PENDING'], LATER, 10), [rows.inspection.id])
    t.strictSame(await stuck.shipments(['SUBMITTED'], LATER, 10), [rows.shipment.id])
    t.strictSame(await stuck.refunds(['SUBMITTED'], LATER, 10), [rows.refund.id])
    t.strictSame(await stuck.refunds(['SUBMITTED'], LATER, 0), [])
    t.strictSame(await stuck.inboxMessages(LATER, 10), ['inb_1'])
  })
  t.test('is an order whose time to pay is over', async (t) => {
    t.strictSame(await stuck.ordersUnpaidSince(NOW, 10), [])
    t.strictSame(await stuck.ordersUnpaidSince(rows.order.payBefore, 10), [rows.order.id])
    await store.raw.query(`update order_line set state = 'CANCELLED'`)
    t.strictSame(await stuck.ordersUnpaidSince(rows.order.payBefore, 10), [], 'unless it has ended')
  })
  t.test('is an inspection whose time to decide is over', async (t) => {
    t.strictSame(await stuck.inspectionsUndecidedSince(LATER, 10), [])
    await store.raw.query(`update inspection set state = 'DECISION_PENDING', decide_by = $1`, [NOW])
    t.strictSame(await stuck.inspectionsUndecidedSince(LATER, 10), [rows.inspection.id])
  })
})
