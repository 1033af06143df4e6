import t from 'tap'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const { core } = buyer

/** A claim on four broken pieces of ten that 1688 has closed without paying. */
async function closed() {
  const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
  await buyer.control.post(`/refunds/${claim.upstreamRefundId}/close`)
  await bench.sync(claim.refundId)
  t.match(await bench.refund(claim.refundId), { state: 'UPSTREAM_CLOSED' })
  return claim
}

const toldOf = async (refundId: string) =>
  core.db.selectFrom('partnerEvent').select(['type', 'payload']).where('resourceId', '=', refundId).orderBy('sequence').execute()

t.test('10.2 closed without money: the partner reads why, and still decides on the goods', async (t) => {
  const claim = await closed()
  await bench.settle(claim.refundId, null, false)
  t.match(await bench.refund(claim.refundId), { state: 'CLOSED', payoutMinor: null, settlement: { outcome: 'CLOSED', keptGoods: false } })
  t.match((await toldOf(claim.refundId)).at(-1), {
    type: 'refund.closed',
    payload: { status: 'CLOSED', settlement: { outcome: 'CLOSED', reason: 'the seller would not pay' } },
  })
  t.match(await bench.inspection(claim.inspectionId), { state: 'DECISION_PENDING' })
  t.match(await bench.line(claim.lineId), { state: 'EXCEPTION_HOLD', failedOnHold: 4 })
  await bench.decide(claim.inspectionId, 'ACCEPT_AS_IS')
  t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10 })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('closed and the goods kept: they are in stock at once, and nothing is left to decide', async (t) => {
  const claim = await closed()
  await bench.settle(claim.refundId, null, true)
  t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, failedOnHold: 0, refunded: 0 })
  t.match(await bench.inspection(claim.inspectionId), { state: 'DECIDED', decision: 'ACCEPT_AS_IS' })
  await t.rejects(bench.settle(claim.refundId, null, true), { code: 'refund.move_not_allowed' }, 'once')
  t.strictSame(await buyer.newProblems(), [])
})

t.test('compensated: our money, once, and not the seller’s; the goods stay the partner’s', async (t) => {
  const claim = await closed()
  const before = await buyer.available()
  await bench.settle(claim.refundId, 700n, true)
  t.match(await bench.refund(claim.refundId), { state: 'PAYOUT_PENDING' })
  await Promise.all([bench.payOut(claim.refundId), bench.payOut(claim.refundId)])
  t.equal((await buyer.available()) - before, 700n)
  t.match(await bench.refund(claim.refundId), {
    state: 'PAID_OUT',
    payoutMinor: 700n,
    payoutParts: { goodsMinor: 0n, compensationMinor: 700n },
    settlement: { outcome: 'COMPENSATED', keptGoods: true },
  })
  t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, refunded: 0, refundedMinor: 700n })
  const kinds = await core.db
    .selectFrom('posting')
    .innerJoin('postingGroup', 'postingGroup.id', 'posting.groupId')
    .innerJoin('ledgerAccount', 'ledgerAccount.id', 'posting.accountId')
    .select('ledgerAccount.kind')
    .where('postingGroup.sourceId', '=', claim.refundId)
    .execute()
  t.strictSame(kinds.map(({ kind }) => kind).sort(), ['available', 'lossWriteOff'])
  t.strictSame(await buyer.newProblems(), [])
})

t.test('10.10 compensation never passes what is left of the line, also beside a new claim on the same goods', async (t) => {
  const claim = await closed()
  const line = await bench.line(claim.lineId)
  await t.rejects(bench.settle(claim.refundId, (line?.totalMinor ?? 0n) + 1n, false), { code: 'refund.amount_exceeds_refundable' })
  const { refund } = await bench.decide(claim.inspectionId, 'RETURN_REFUND')
  const left = (line?.totalMinor ?? 0n) - (refund?.requestedMinor ?? 0n)
  await t.rejects(bench.settle(claim.refundId, left + 1n, false), { code: 'refund.amount_exceeds_refundable' })
  await t.rejects(bench.settle(claim.refundId, 100n, true), { code: 'refund.nothing_on_hold' }, 'the partner has decided on them')
  await bench.settle(claim.refundId, 100n, false)
  await bench.payOut(claim.refundId)
  t.match(await bench.refund(refund?.id ?? ''), { state: 'FILING', quantity: 4 }, 'the new claim goes on')
  t.match(await bench.line(claim.lineId), { refundedMinor: 100n, failedOnHold: 4 })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('only a claim that 1688 has closed is settled so', async (t) => {
  const claim = await bench.claimed({ passed: 9, failed: 1 }, 'REFUND_ONLY')
  await t.rejects(bench.settle(claim.refundId, 100n, false), { code: 'refund.move_not_allowed' })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a settlement and the partner’s own decision at the same moment: the goods are decided on once', async (t) => {
  const claim = await closed()
  await Promise.allSettled([bench.settle(claim.refundId, 100n, true), bench.decide(claim.inspectionId, 'ACCEPT_AS_IS')])
  // Compensated, the line is settled with the payout; decided first, there is none.
  await bench.payOut(claim.refundId)
  t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, failedOnHold: 0 })
  const lots = await bench.lotsOf(claim.lineId)
  t.equal(
    lots.reduce((total, lot) => total + lot.quantity, 0),
    10,
  )
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a withdrawn claim offers the goods on hold for a decision again', async (t) => {
  const claim = await bench.claimed({ passed: 6, failed: 4 }, 'RETURN_REFUND')
  await bench.cancel(claim.refundId)
  await bench.sync(claim.refundId)
  t.match(await bench.refund(claim.refundId), { state: 'CANCELLED' })
  t.match(await bench.inspection(claim.inspectionId), { state: 'DECISION_PENDING', decision: null })
  await bench.decide(claim.inspectionId, 'ACCEPT_AS_IS')
  t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10 })
  t.strictSame(await buyer.newProblems(), [])
})
