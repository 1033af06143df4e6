import { sql } from 'kysely'
import t from 'tap'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { openBench } from '../support/stack-bench.ts'
import { DESK, startBuyer } from '../support/stack-buyer.ts'

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

t.test('an order its seller closed after it was paid takes no claim: the desk hears of it', async (t) => {
  const { orderId } = await buyer.order()
  await buyer.pay(orderId)
  await buyer.buy(orderId)
  const [purchase] = await buyer.purchases(orderId)
  await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/close`, { by: 'seller' })
  await buyer.cancel(orderId)
  const [claim] = await core.db.selectFrom('refundCase').selectAll().where('orderId', '=', orderId).execute()
  await core.steps.fileRefund(claim?.id ?? '')
  t.match(await bench.refund(claim?.id ?? ''), { state: 'UNDER_REVIEW', rejectReason: 'no fitting reason upstream' })
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

const decide = (refundId: string, actor: Actor, decision: 'approve' | 'reject' | 'withdraw', reason: string | null = null) =>
  core.uow.run((tx) => core.commands.decideCompensation(tx, { actor, refundId, decision, reason }))

const HEAD = { kind: 'operatorAdmin', id: 'stf_head' } as const

t.test('beyond the limit of one hand compensation waits for another person, and is paid once', async (t) => {
  const claim = await closed()
  await limitTo(40)
  const before = await buyer.available()
  const proposed = await bench.settle(claim.refundId, 900n, false)
  t.match(proposed, { state: 'UPSTREAM_CLOSED', settlement: null, compensationProposal: { compensationMinor: 900n, makerId: DESK.id } })
  await t.rejects(bench.settle(claim.refundId, null, false), { code: 'refund.compensation_pending' })
  await t.rejects(decide(claim.refundId, DESK, 'approve'), { code: 'booking.second_person_required' })
  await t.rejects(decide(claim.refundId, HEAD, 'withdraw'), { code: 'booking.not_yours' })
  await t.rejects(decide(claim.refundId, HEAD, 'reject', ' '), { code: 'refund.guard_failed' })
  const outcomes = await Promise.allSettled(Array.from({ length: 3 }, () => decide(claim.refundId, HEAD, 'approve')))
  t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  await bench.payOut(claim.refundId)
  t.equal((await buyer.available()) - before, 900n)
  const paid = await bench.refund(claim.refundId)
  t.match(paid, { state: 'PAID_OUT', compensationProposal: null, settlement: { makerId: DESK.id, checkerId: HEAD.id } })
  const forged = sql`update refund_case set settlement = jsonb_set(settlement, '{checkerId}', settlement -> 'makerId') where id = ${claim.refundId}`
  await t.rejects(forged.execute(core.db), /refund_case_four_eyes/, 'and the schema would not have it')
  const history = await core.db
    .selectFrom('stateHistory')
    .select(['event', 'actorId'])
    .where('resourceId', '=', claim.refundId)
    .orderBy('id')
    .execute()
  t.strictSame(
    history.filter(({ event }) => /ompensat/.test(event)).map(({ event, actorId }) => [event, actorId]),
    [
      ['proposeCompensation', DESK.id],
      ['compensate', HEAD.id],
    ],
  )
  t.strictSame(await buyer.newProblems(), [])
})

t.test('refused or taken back nothing moves, and the claim can be settled anew', async (t) => {
  const claim = await closed()
  await bench.settle(claim.refundId, 900n, false)
  t.match(await decide(claim.refundId, HEAD, 'reject', 'too much'), { state: 'UPSTREAM_CLOSED', compensationProposal: null })
  await t.rejects(decide(claim.refundId, HEAD, 'approve'), { code: 'refund.nothing_proposed' })
  await bench.settle(claim.refundId, 900n, false)
  t.match(await decide(claim.refundId, DESK, 'withdraw'), { compensationProposal: null })
  t.match(await bench.settle(claim.refundId, null, false), { state: 'CLOSED' })
})

t.test('a large sum cut into small ones is a large sum', async (t) => {
  await limitTo(90)
  const [one, other] = [await closed(), await closed()]
  // 7.00 USD are some 50 CNY.
  t.match(await bench.settle(one.refundId, 700n, false), { state: 'PAYOUT_PENDING', settlement: { checkerId: null } })
  t.match(await bench.settle(other.refundId, 700n, false), { state: 'UPSTREAM_CLOSED', compensationProposal: { makerId: DESK.id } })
})

/** The operator's limit in yuan, in force at once; a day later, so that what was paid before does not count. */
async function limitTo(yuan: number): Promise<void> {
  const value = { above: String(yuan * 100) }
  const rule = { key: 'compensationFourEyes', partnerId: null, livemode: null, value, effectiveFrom: null, effectiveTo: null }
  await core.uow.run((tx) => core.commands.setRule(tx, { ...rule, actor: HEAD, reason: 'agreed', source: null }))
  await buyer.advance(25 * 3_600_000)
  await core.rules.refresh()
}

t.test('10.9 what 1688 kept of a line that never left the seller is our loss, and stands in the books as one', async (t) => {
  const before = await buyer.available()
  const { orderId, lines } = await bench.bought()
  const [line] = lines
  const claim = await bench.request(line?.id ?? '', 10)
  await bench.file(claim.id)
  const filed = await bench.refund(claim.id)
  const upstreamId = filed?.upstreamRefundId
  await buyer.control.post(`/refunds/${upstreamId}/reject`)
  await buyer.control.post(`/refunds/${upstreamId}/modify`, { applyPaymentFen: Number(line?.goodsFen ?? 0n) - 1_000 })
  await buyer.control.post(`/refunds/${upstreamId}/agree`)
  await bench.sync(claim.id)
  await bench.payOut(claim.id)
  const paid = await bench.refund(claim.id)
  t.match(paid, { state: 'PAID_OUT', approvedFen: (filed?.requestedFen ?? 0n) - 1_000n })
  const [after] = await buyer.lines(orderId)
  const kept = (after?.serviceFeeMinor ?? 0n) + (after?.fxMarginMinor ?? 0n) - (paid?.payoutParts?.fxMarginMinor ?? 0n)
  t.equal(await buyer.available(), before - kept, 'the partner has goods and freight in full')
  const { rows } = await sql<{ kind: string; total: bigint }>`
    select a.kind, sum(p.amount_minor)::bigint as total from posting p
    join posting_group g on g.id = p.group_id join ledger_account a on a.id = p.account_id
    where g.source_id = ${claim.id} group by a.kind, p.currency`.execute(buyer.core.db)
  const clearing = rows.filter(({ kind }) => kind === 'refundClearing')
  t.ok(
    clearing.every(({ total }) => total === 0n),
    'nothing is left on the way',
  )
  // 10.00 CNY at the locked rate, each part rounded by itself.
  const loss = rows.find(({ kind }) => kind === 'lossWriteOff')?.total ?? 0n
  t.ok(loss <= -139n && loss >= -142n, String(loss))
  t.strictSame(await buyer.newProblems(), [])
})
