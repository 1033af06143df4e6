import t from 'tap'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { drawSamplePhoto } from '../../src/files/sample-photo.ts'
import { openBench } from '../support/stack-bench.ts'
import { BENCH, startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'

t.test('O20: goods that nobody ships', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const ship = shipping(buyer)
  const { core, tenant } = buyer
  const photo = await core.preparations.preparePhoto({ bytes: await drawSamplePhoto('OUTER_BOX', 'x'), shot: 'DISPOSAL', redactions: [] })
  const stored = async () => {
    const { lineId, orderId } = await bench.inspected({ passed: 10, failed: 0 })
    const lot = async () => {
      const [found] = await bench.lotsOf(lineId)
      if (found === undefined) throw new Error('no lot')
      return found
    }
    return { lineId, orderId, lot, id: (await lot()).id }
  }
  const age = (id: string, event: 'stock.week_passes' | 'stock.month_passes') => core.sandbox.simulate({ tenant, event, resourceId: id })
  const months = async (id: string, count: number) => {
    for (let month = 0; month < count; month += 1) await age(id, 'stock.month_passes')
  }
  const read = async (id: string) => {
    const sent = await core.db.selectFrom('storageNotice').select('id').where('lotId', '=', id).execute()
    await core.receiveNotices({ tenant, noticeIds: sent.map((notice) => notice.id) })
  }
  const dispose = (lotId: string) => core.uow.run((tx) => core.commands.disposeStock(tx, { actor: BENCH, lotId, photo, reason: '销毁' }))
  const ledgerOf = () => core.uow.run((tx) => tx.ledger.balanceOf(tenant, 'available', 'USD'))

  t.test('are not given up without three notices that arrived, however long they lie', async (t) => {
    const { id, lot, lineId } = await stored()
    await months(id, 8)
    t.match(await lot(), { abandonedAt: null, deliveredNotices: 0 })
    t.equal((await bench.line(lineId))?.state, 'STORED')
    await t.rejects(dispose(id), { code: 'stock.notice_missing' })
  })

  t.test('are given up after half a year and three notices, a day after the last; then disposed of, once', async (t) => {
    const { id, lot, lineId, orderId } = await stored()
    await months(id, 5)
    for (let week = 0; week < 4; week += 1) {
      await age(id, 'stock.week_passes')
      if (week >= 2) await read(id)
    }
    t.match(await lot(), { abandonedAt: null, deliveredNotices: 3 })
    await buyer.advance(2 * DAY_MS)
    const before = await ledgerOf()
    await Promise.all([core.steps.applyDeadlines(), core.steps.applyDeadlines()])
    t.match(await lot(), { abandonedAt: Date, storageDueAt: null, quantity: 10 })
    const { feeFen, paidFen } = await lot()
    t.equal(paidFen, feeFen, 'what was owed is settled with the goods')
    t.ok((await ledgerOf()) <= before)
    t.match(await bench.line(lineId), { state: 'ABANDONED', inStock: 10 })
    await t.rejects(ship.create([{ lotId: id, quantity: 1 }]), { code: 'shipment.items_not_available' })

    t.match(await core.staffReads.abandonedLots(10), [{ lot: { id }, line: { id: lineId } }])
    const balance = await ledgerOf()
    const tries = await Promise.allSettled([dispose(id), dispose(id)])
    t.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
    await t.rejects(dispose(id), { code: 'stock.disposed_already' })
    t.match(await lot(), { quantity: 0, disposedAt: Date })
    t.match(await bench.line(lineId), { state: 'DISPOSED', inStock: 0, disposed: 10 })
    t.equal(await ledgerOf(), balance, 'the balance is never touched by it')
    const moves = (await core.reads.timeline(tenant, orderId)).filter(({ toState }) => toState === 'ABANDONED' || toState === 'DISPOSED')
    t.strictSame(new Set(moves.map(({ machine, toState }) => `${machine} ${toState}`)).size, 4, 'of the lot and of the line')
    t.match(
      moves.filter(({ toState }) => toState === 'DISPOSED').map(({ reason, evidence }) => [reason, evidence.length]),
      [
        ['销毁', 1],
        ['销毁', 1],
      ],
    )
    const told = await core.db
      .selectFrom('partnerEvent')
      .select(['type', 'payload'])
      .where('resourceId', '=', id)
      .orderBy('sequence')
      .execute()
    t.match(
      told.filter(({ type }) => type === 'stock.abandoned' || type === 'stock.disposed'),
      [
        { type: 'stock.abandoned', payload: { quantity: 10 } },
        { type: 'stock.disposed', payload: { quantity: 10, reason: '销毁', fileIds: [/^fil_/] } },
      ],
    )
    t.strictSame(await buyer.newProblems(), [])
  })

  for (const [why, hinder] of [
    ['promised to a shipment', async (one) => void (await ship.create([{ lotId: one.id, quantity: 4 }]))],
    ['in an open claim', async (one) => void (await bench.request(one.lineId, 2, 'REFUND_NO_RETURN_SELLER'))],
  ] as [string, (one: Awaited<ReturnType<typeof stored>>) => Promise<void>][]) {
    t.test(`are kept while ${why}`, async (t) => {
      const one = await stored()
      await months(one.id, 5)
      for (let week = 0; week < 4; week += 1) {
        await age(one.id, 'stock.week_passes')
        await read(one.id)
      }
      await hinder(one)
      await age(one.id, 'stock.month_passes')
      t.match(await one.lot(), { abandonedAt: null, deliveredNotices: 3 })
      t.equal((await bench.line(one.lineId))?.state, 'STORED')
    })
  }

  t.test('a line of which some units were shipped goes on with those', async (t) => {
    const { id, lot, lineId } = await stored()
    const shipment = await ship.ready([{ lotId: id, quantity: 4 }])
    await ship.handOver(shipment)
    await months(id, 5)
    for (let week = 0; week < 6; week += 1) {
      await age(id, 'stock.week_passes')
      await read(id)
    }
    await age(id, 'stock.week_passes')
    t.match(await lot(), { abandonedAt: Date, quantity: 6 })
    t.equal((await bench.line(lineId))?.state, 'STORED')
    await dispose(id)
    t.match(await bench.line(lineId), { state: 'EXPORTED', disposed: 6, exported: 4, inStock: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a line of which some units were delivered is delivered then, and completed', async (t) => {
    const { id, lot, lineId } = await stored()
    const shipment = await ship.ready([{ lotId: id, quantity: 4 }])
    await ship.handOver(shipment)
    await buyer.control.post(`/carrier/${(await ship.find(shipment))?.carrierTrackingNo}/advance`, { status: 'DELIVERED' })
    await ship.track(shipment)
    await buyer.advance(15 * DAY_MS)
    await core.steps.applyDeadlines()
    t.match(await bench.line(lineId), { state: 'STORED', delivered: 4 }, 'the claim window is over, the goods are not')
    await months(id, 5)
    for (let week = 0; week < 7; week += 1) {
      await age(id, 'stock.week_passes')
      await read(id)
    }
    t.match(await lot(), { abandonedAt: Date, quantity: 6 })
    await dispose(id)
    t.match(await bench.line(lineId), { state: 'DELIVERED', disposed: 6, delivered: 4 })
    await buyer.advance(DAY_MS)
    await core.steps.applyDeadlines()
    t.match(await bench.line(lineId), { state: 'COMPLETED' })
    t.match(await ship.find(shipment), { completeAt: null })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a line of which the rest went back to the seller is delivered and completed, too', async (t) => {
    const { id, lineId } = await stored()
    const shipment = await ship.ready([{ lotId: id, quantity: 4 }])
    await ship.handOver(shipment)
    await buyer.control.post(`/carrier/${(await ship.find(shipment))?.carrierTrackingNo}/advance`, { status: 'DELIVERED' })
    await ship.track(shipment)
    const claim = await bench.request(lineId, 6, 'RETURN_REFUND')
    await bench.file(claim.id)
    await buyer.control.post(`/refunds/${(await bench.refund(claim.id))?.upstreamRefundId}/agree`)
    await bench.sync(claim.id)
    await bench.sendBack(claim.id)
    t.match(await bench.line(lineId), { state: 'DELIVERED', returnedToSeller: 6, delivered: 4 })
    t.strictSame(await buyer.newProblems(), [])
  })
})
