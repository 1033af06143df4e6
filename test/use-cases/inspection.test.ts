import t from 'tap'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

async function start(t: Parameters<typeof startBuyer>[0]) {
  const buyer = await startBuyer(t)
  return { buyer, bench: await openBench(buyer) }
}

t.test('the partner decides on failed units', async (t) => {
  const { buyer, bench } = await start(t)

  t.test('accepts them as they are: all are in stock, no claim', async (t) => {
    const goods = await bench.inspected({ passed: 6, failed: 4 })
    t.match(await bench.line(goods.lineId), { state: 'EXCEPTION_HOLD', inStock: 6, failedOnHold: 4 })
    const { refund } = await bench.decide(goods.inspectionId, 'ACCEPT_AS_IS')
    t.equal(refund, null)
    t.match(await bench.line(goods.lineId), { state: 'STORED', inStock: 10, acceptedAsIs: 4, failedOnHold: 0 })
    t.strictSame((await bench.lotsOf(goods.lineId)).map((lot) => lot.condition).sort(), ['DEFECTIVE_ACCEPTED', 'GOOD'])
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('has them thrown away: the good ones stay', async (t) => {
    const goods = await bench.inspected({ passed: 6, failed: 4 })
    await bench.decide(goods.inspectionId, 'DISPOSE')
    t.match(await bench.line(goods.lineId), { state: 'STORED', inStock: 6, disposed: 4, refunded: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('has all of them thrown away: the line is over', async (t) => {
    const goods = await bench.inspected({ passed: 0, failed: 5 })
    await bench.decide(goods.inspectionId, 'DISPOSE')
    t.match(await bench.line(goods.lineId), { state: 'DISPOSED', disposed: 5 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('claims money and keeps them', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await buyer.control.post(`/refunds/${claim.upstreamRefundId}/agree`)
    await bench.sync(claim.refundId)
    await bench.payOut(claim.refundId)
    t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, refunded: 4 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('claims missing ones: nothing can be kept, thrown away or sent back', async (t) => {
    const goods = await bench.inspected({ passed: 7, failed: 0, missing: 3 })
    for (const decision of ['ACCEPT_AS_IS', 'DISPOSE', 'RETURN_REFUND'] as const)
      await t.rejects(bench.decide(goods.inspectionId, decision), { code: 'inspection.decision_not_offered' }, decision)
    const { refund } = await bench.decide(goods.inspectionId, 'REFUND_ONLY')
    t.equal(refund?.quantity, 3)
    await bench.file(refund?.id ?? '')
    await buyer.control.post(`/refunds/${(await bench.refund(refund?.id ?? ''))?.upstreamRefundId}/agree`)
    await bench.sync(refund?.id ?? '')
    await bench.payOut(refund?.id ?? '')
    t.match(await bench.line(goods.lineId), { state: 'STORED', inStock: 7, missing: 3, refunded: 3 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('twice at the same time: once', async (t) => {
    const goods = await bench.inspected({ passed: 6, failed: 4 })
    const decided = await Promise.allSettled([
      bench.decide(goods.inspectionId, 'DISPOSE'),
      bench.decide(goods.inspectionId, 'ACCEPT_AS_IS'),
    ])
    t.equal(decided.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('silence decides at the deadline, by the policy of the line', async (t) => {
  const { buyer, bench } = await start(t)
  for (const [policy, decision] of [
    ['ACCEPT_AS_IS', 'ACCEPT_AS_IS'],
    ['CLAIM_PARTIAL', 'REFUND_ONLY'],
    ['RETURN', 'RETURN_REFUND'],
    ['RESHIP', 'REFUND_ONLY'],
    [null, 'RETURN_REFUND'],
  ] as const) {
    t.test(`${policy}: ${decision}`, async (t) => {
      const goods = await bench.inspected({ passed: 6, failed: 4 }, policy)
      const inspection = async () => buyer.core.uow.run((tx) => tx.inspections.find(goods.inspectionId))
      const decideBy = (await inspection())?.decideBy ?? new Date(0)
      buyer.clock.set(new Date(decideBy.getTime() - 1))
      await buyer.core.steps.applyDeadlines()
      t.equal((await inspection())?.state, 'DECISION_PENDING')
      buyer.clock.set(decideBy)
      await buyer.core.steps.applyDeadlines()
      t.match(await inspection(), { state: 'DECIDED', decision })
      await t.rejects(bench.decide(goods.inspectionId, 'DISPOSE'), { name: 'Refusal' }, 'the partner is too late')
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('6.3 silence never puts forbidden goods into stock, and always claims pieces that never came', async (t) => {
  const { buyer, bench } = await start(t)
  const silent = async (counts: Parameters<typeof bench.inspected>[0]) => {
    const goods = await bench.inspected(counts, 'ACCEPT_AS_IS')
    await buyer.advance(5 * 24 * 3_600_000)
    await buyer.core.steps.applyDeadlines()
    return goods
  }
  const forbidden = await silent({ passed: 6, failed: 4, checkType: 'PROHIBITED' })
  t.match(await bench.inspection(forbidden.inspectionId), { state: 'DECIDED', decision: 'RETURN_REFUND' })
  t.match(await bench.line(forbidden.lineId), { inStock: 6, failedOnHold: 4 })
  const short = await silent({ passed: 6, failed: 0, missing: 4 })
  t.match(await bench.inspection(short.inspectionId), { state: 'DECIDED', decision: 'REFUND_ONLY' })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('6.3 the operator says what silence means for lines that say nothing', async (t) => {
  const { buyer, bench } = await start(t)
  const goods = await bench.inspected({ passed: 6, failed: 4 }, null)
  const admin = { kind: 'operatorAdmin', id: 'stf_admin' } as const
  const always = { partnerId: null, livemode: null, effectiveFrom: null, effectiveTo: null, reason: 'agreed', source: null }
  const rule = { actor: admin, key: 'silence', value: { inHand: 'ACCEPT_AS_IS' }, ...always } as const
  await buyer.core.uow.run((tx) => buyer.core.commands.setRule(tx, rule))
  await buyer.core.rules.refresh()
  await buyer.advance(5 * 24 * 3_600_000)
  await buyer.core.steps.applyDeadlines()
  t.match(await bench.line(goods.lineId), { state: 'STORED', inStock: 10 })
})

t.test('one deadline that cannot be applied does not hold up the others', async (t) => {
  const { buyer, bench } = await start(t)
  const [first, second] = [await bench.inspected({ passed: 6, failed: 4 }), await bench.inspected({ passed: 6, failed: 4 })]
  // The seller's order of the first is no longer known: no claim can be opened.
  await buyer.core.db.updateTable('orderLine').set({ upstreamEntryId: null }).where('id', '=', first.lineId).execute()
  await buyer.advance(5 * 24 * 3_600_000)
  await t.rejects(buyer.core.steps.applyDeadlines(), { name: 'AggregateError' })
  t.match(await bench.inspection(first.inspectionId), { state: 'DECISION_PENDING' })
  t.match(await bench.inspection(second.inspectionId), { state: 'DECIDED' })
})

t.test('a parcel scanned twice, or by two people at once, arrives once', async (t) => {
  const { buyer, bench } = await start(t)
  const { orderId } = await bench.bought()
  const waybillNo = await bench.shipped(orderId)
  const scans = await Promise.all([bench.arrive(waybillNo), bench.arrive(waybillNo)])
  const again = await bench.arrive(waybillNo)
  const ids = [...scans, again].map((scan) => scan.inspections.map((inspection) => inspection.id))
  t.strictSame(ids, [ids[0], ids[0], ids[0]])
  t.equal(ids[0]?.length, 1)
  await t.rejects(bench.arrive('NOBODY0001'), { code: 'parcel.waybill_unknown' })
  await bench.inspect(ids[0]?.[0] ?? '', { passed: 10, failed: 0 })
  await t.rejects(bench.inspect(ids[0]?.[0] ?? '', { passed: 10, failed: 0 }), { name: 'Refusal' }, 'nor is it counted twice')
  t.strictSame(await buyer.newProblems(), [])
})
