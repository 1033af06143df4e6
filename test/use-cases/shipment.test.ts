import t from 'tap'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'

async function inStock(bench: Awaited<ReturnType<typeof openBench>>): Promise<{ lineId: string; lotId: string }> {
  const { lineId } = await bench.inspected({ passed: 10, failed: 0 })
  return { lineId, lotId: (await bench.lotsOf(lineId))[0]?.id ?? '' }
}

t.test('a shipment', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const ship = shipping(buyer)

  t.test('is planned, packed, paid, handed over and delivered: units and money follow', async (t) => {
    const { lineId, lotId } = await inStock(bench)
    const before = await buyer.available()
    const id = await ship.create([{ lotId, quantity: 10 }])
    t.match(await bench.line(lineId), { state: 'RESERVED', reserved: 10, inStock: 0 })
    await ship.plan(id)
    await ship.pack(id)
    t.match(await bench.line(lineId), { packed: 10, reserved: 10 })
    t.equal(await buyer.available(), before, 'nothing is taken before payment 2')
    await t.rejects(ship.handOver(id), { name: 'Refusal' }, 'unpaid goods stay')
    await ship.pay(id)
    await t.rejects(ship.handOver(id), { name: 'Refusal' }, 'without a label too')
    await ship.track(id)
    const freight = (await ship.find(id))?.freightMinor ?? 0n
    t.equal(before - (await buyer.available()), freight)
    await ship.handOver(id)
    t.match(await bench.line(lineId), { state: 'EXPORTED', exported: 10, reserved: 0, packed: 0 })
    const shipment = await ship.find(id)
    await buyer.control.post(`/carrier/${shipment?.carrierTrackingNo}/advance`, { status: 'DELIVERED' })
    await ship.track(id)
    t.match(await bench.line(lineId), { state: 'DELIVERED', delivered: 10, exported: 10 })
    t.equal((await ship.find(id))?.state, 'DELIVERED')
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('O19 is complete when the claim window of all its units is over and no claim is open', async (t) => {
    const DAY = 24 * 3_600_000
    const { lineId, lotId } = await inStock(bench)
    const deliver = async (quantity: number) => {
      const id = await ship.ready([{ lotId, quantity }])
      await ship.handOver(id)
      await buyer.control.post(`/carrier/${(await ship.find(id))?.carrierTrackingNo}/advance`, { status: 'DELIVERED' })
      await ship.track(id)
      return id
    }
    const first = await deliver(4)
    await buyer.advance(3 * DAY)
    const second = await deliver(6)
    t.match(await bench.line(lineId), { state: 'DELIVERED', delivered: 10 })
    await buyer.advance(12 * DAY)
    await buyer.core.steps.applyDeadlines()
    t.match(await bench.line(lineId), { state: 'DELIVERED' }, 'six of them came later')
    t.match(await ship.find(first), { completeAt: null })

    const claim = await bench.request(lineId, 1, 'REFUND_NO_RETURN_SELLER')
    await buyer.advance(2.5 * DAY)
    await buyer.core.steps.applyDeadlines()
    t.match(await bench.line(lineId), { state: 'DELIVERED' }, 'a claim is open')
    await bench.file(claim.id)
    await bench.cancel(claim.id)
    await bench.sync(claim.id)
    t.match(await bench.refund(claim.id), { state: 'CANCELLED' })
    await buyer.advance(DAY)
    await buyer.core.steps.applyDeadlines()
    const done = await bench.line(lineId)
    t.match(done, { state: 'COMPLETED' })
    t.match(await ship.find(second), { completeAt: null })
    const told = await buyer.core.db
      .selectFrom('partnerEvent')
      .selectAll()
      .where('resourceId', '=', done?.orderId ?? '')
      .execute()
    t.ok(told.some(({ type }) => type === 'order.completed'))

    await buyer.advance(100 * DAY)
    const later = await bench.line(lineId)
    if (later !== undefined) await buyer.core.uow.run((tx) => tx.lines.update({ ...later, updatedAt: buyer.clock.now() }))
    t.match(await bench.line(lineId), { state: 'COMPLETED', completedAt: done?.completedAt }, 'what happens afterwards puts nothing off')
    await buyer.advance(80 * DAY)
    await t.rejects(bench.request(lineId, 1, 'REFUND_NO_RETURN_SELLER'), { code: 'refund.too_late' }, '10.10')
    t.strictSame(await buyer.newProblems(), [])
  })

  for (const stage of ['created', 'planned', 'packed', 'paid'] as const) {
    t.test(`cancelled when ${stage} gives units and money back, once`, async (t) => {
      const { lineId, lotId } = await inStock(bench)
      const before = await buyer.available()
      const id = await ship.create([{ lotId, quantity: 7 }])
      if (stage !== 'created') await ship.plan(id)
      if (stage === 'packed' || stage === 'paid') await ship.pack(id)
      if (stage === 'paid') await ship.pay(id)
      const cancelled = await Promise.allSettled([ship.cancel(id), ship.cancel(id)])
      t.equal(cancelled.filter((outcome) => outcome.status === 'fulfilled').length, 1)
      t.match(await bench.line(lineId), { state: 'STORED', inStock: 10, reserved: 0, packed: 0 })
      t.match(await bench.lotsOf(lineId), [{ quantity: 10, reservedQuantity: 0 }])
      t.equal(await buyer.available(), before)
      t.strictSame(await buyer.newProblems(), [])
    })
  }

  t.test('cannot be cancelled when the carrier has it', async (t) => {
    const { lotId } = await inStock(bench)
    const id = await ship.ready([{ lotId, quantity: 10 }])
    await ship.handOver(id)
    await t.rejects(ship.cancel(id), { name: 'Refusal' })
    await t.rejects(ship.handOver(id), { name: 'Refusal' }, 'nor handed over twice')
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('never takes more units than there are, however often a lot is named and whoever asks at once', async (t) => {
    const { lineId, lotId } = await inStock(bench)
    await t.rejects(
      ship.create([
        { lotId, quantity: 6 },
        { lotId, quantity: 5 },
      ]),
      { code: 'shipment.items_not_available' },
    )
    const asked = await Promise.allSettled([6, 6, 6].map((quantity) => ship.create([{ lotId, quantity }])))
    t.equal(asked.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.match(await bench.line(lineId), { reserved: 6, inStock: 4 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('is not paid for without the money, and twice at the same time is paid once', async (t) => {
    const { lotId } = await inStock(bench)
    const id = await ship.create([{ lotId, quantity: 10 }])
    await ship.plan(id)
    await ship.pack(id)
    const held = await buyer.available()
    await buyer.spend(held - 1n)
    await t.rejects(ship.pay(id), { code: 'wallet.insufficient' })
    t.equal(await buyer.available(), 1n)
    await buyer.spend(1n - held)
    const paid = await Promise.allSettled([ship.pay(id), ship.pay(id)])
    t.equal(paid.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.equal(held - (await buyer.available()), (await ship.find(id))?.freightMinor)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('stays while a claim on its goods is open, also one made after it was paid', async (t) => {
    const { lineId, lotId } = await inStock(bench)
    const id = await ship.ready([{ lotId, quantity: 6 }])
    const claim = await bench.request(lineId, 2, 'REFUND_NO_RETURN_SELLER')
    await t.rejects(ship.handOver(id), { name: 'Refusal' })
    t.match(await bench.line(lineId), { exported: 0, reserved: 6 })
    await bench.file(claim.id)
    await bench.cancel(claim.id)
    await bench.sync(claim.id)
    t.equal((await bench.refund(claim.id))?.state, 'CANCELLED')
    await ship.handOver(id)
    t.match(await bench.line(lineId), { exported: 6, inStock: 4 })
    t.strictSame(await buyer.newProblems(), [])
  })
})
