import t from 'tap'
import { SHIPPED_BOOK } from '../../src/domain/policy/rule-book.ts'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { noticeSteps, reachedSteps } from '../../src/domain/stock/notice-steps.ts'
import { aLot } from '../store/warehouse-rows.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const LOT = aLot({ partnerId: 'par_1', livemode: false }, { orderId: 'ord_1', lineId: 'oln_1', inspectionId: 'ins_1' })
const dayOf = (at: Date) => (at.getTime() - LOT.storedAt.getTime()) / DAY_MS

t.test('section 8: notices 30, 14, 7 and 1 days before the free days end and before goods may be abandoned', async (t) => {
  const steps = noticeSteps(LOT, SHIPPED_BOOK, LOT.storedAt)
  t.strictSame(
    steps.map(({ about, at }) => [about, dayOf(at)]),
    [...[30, 46, 53, 59, 60].map((day) => ['FREE_STORAGE', day]), ...[150, 166, 173, 179, 180].map((day) => ['ABANDONMENT', day])],
  )
  t.equal(new Set(steps.map(({ key }) => key)).size, steps.length, 'each step has a name of its own')
  const short = noticeSteps({ ...LOT, freeUntil: new Date(LOT.storedAt.getTime() + 10 * DAY_MS) }, SHIPPED_BOOK, LOT.storedAt)
  t.strictSame(
    short.filter(({ about }) => about === 'FREE_STORAGE').map(({ at }) => dayOf(at)),
    [3, 9, 10],
    'no notice before the goods are there',
  )
})

t.test('who is told late is told once of each matter, not of every day gone by', async (t) => {
  const reached = (day: number) => {
    const now = new Date(LOT.storedAt.getTime() + day * DAY_MS)
    return reachedSteps(noticeSteps(LOT, SHIPPED_BOOK, now), now).map(({ at }) => dayOf(at))
  }
  t.strictSame(reached(29.9), [])
  t.strictSame(reached(30), [30])
  t.strictSame(reached(58), [53])
  t.strictSame(reached(190), [60, 187], 'weekly, until enough have arrived')
})

t.test('a lot in the warehouse', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const { core, tenant } = buyer
  const { lineId } = await bench.inspected({ passed: 10, failed: 0 })
  const { lineId: gone } = await bench.inspected({ passed: 10, failed: 0 })
  const goneId = (await bench.lotsOf(gone))[0]?.id ?? ''
  await core.db.updateTable('stockLot').set({ quantity: 0 }).where('id', '=', goneId).execute()
  const lotId = (await bench.lotsOf(lineId))[0]?.id ?? ''
  const told = async () =>
    (await core.db.selectFrom('partnerEvent').selectAll().where('resourceId', '=', lotId).orderBy('sequence').execute()).filter(
      ({ type }) => type !== 'stock.stored',
    )
  const notices = () => core.db.selectFrom('storageNotice').selectAll().where('lotId', '=', lotId).orderBy('sentAt').execute()
  const pass = async (days: number) => {
    await buyer.advance(days * DAY_MS)
    await core.steps.applyDeadlines()
  }
  const lot = async () => (await bench.lotsOf(lineId))[0]

  t.test('grows old in seconds in the sandbox, and only there', async (t) => {
    const { lineId: other } = await bench.inspected({ passed: 10, failed: 0 })
    const [fresh] = await bench.lotsOf(other)
    const play = (livemode = false) =>
      core.sandbox.simulate({ tenant: { ...tenant, livemode }, event: 'stock.month_passes', resourceId: fresh?.id ?? '' })
    await t.rejects(play(true), { code: 'mode.test_only' })
    t.match(await play(), { resourceType: 'stockLot', state: 'STORED' })
    const [aged] = await bench.lotsOf(other)
    t.equal(Number(fresh?.abandonAt) - Number(aged?.abandonAt), 30 * DAY_MS)
    const said = await core.db
      .selectFrom('storageNotice')
      .selectAll()
      .where('lotId', '=', fresh?.id ?? '')
      .execute()
    t.match(said, [{ about: 'FREE_STORAGE' }])
    t.equal(said.length, 1)
  })

  t.test('is announced step by step, each once, however often the job runs', async (t) => {
    await core.steps.applyDeadlines()
    t.strictSame(await told(), [])
    await pass(30)
    await Promise.all([core.steps.applyDeadlines(), core.steps.applyDeadlines()])
    await pass(5)
    t.match(await told(), [{ type: 'stock.expiring', payload: { about: 'FREE_STORAGE', quantity: 10 } }])
    await pass(25)
    t.match((await told()).at(-1), { type: 'stock.storage_fee_started' })
    await pass(95)
    t.match((await told()).at(-1), { type: 'stock.expiring', payload: { about: 'ABANDONMENT' } })
    t.equal((await told()).length, 3, 'steps that were overtaken are not told')
  })

  t.test('a notice has arrived when a key of its owner was handed it, and counts once', async (t) => {
    const [, , last] = await notices()
    const ids = [last?.id ?? '', 'ntc_00000000000000000000000000']
    await core.receiveNotices({ tenant: { ...tenant, livemode: true }, noticeIds: ids })
    t.equal((await lot())?.deliveredNotices, 0, 'not by somebody else')
    await Promise.all([1, 2, 3].map(() => core.receiveNotices({ tenant, noticeIds: ids })))
    t.equal((await lot())?.deliveredNotices, 1)
    t.match((await notices()).at(-1), { about: 'ABANDONMENT', deliveredAt: Date })
    await core.receiveNotices({ tenant, noticeIds: (await notices()).map(({ id }) => id) })
    t.equal((await lot())?.deliveredNotices, 1, 'what is said of the fee does not count')
  })

  t.test('is quiet when it is gone', async (t) => {
    t.match(await bench.lotsOf(gone), [{ quantity: 0, storageDueAt: null }])
    const lots = await core.db.selectFrom('storageNotice').select('lotId').distinct().execute()
    t.notOk(lots.some(({ lotId: id }) => id === goneId))
  })
})
