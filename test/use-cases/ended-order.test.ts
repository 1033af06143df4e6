import { sql } from 'kysely'
import t from 'tap'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const FINANCE: Actor = { kind: 'finance', id: 'stf_finance' }
const OTHER: Actor = { kind: 'finance', id: 'stf_finance2' }
const HEAD: Actor = { kind: 'operatorAdmin', id: 'stf_head' }
const SETTLED = 31 * 60_000

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const { core, control } = buyer

/** An order that its seller closed after it was paid, and the difference the comparison makes of it. */
async function ended(wish: Parameters<typeof buyer.order>[0] = {}) {
  const before = await buyer.available()
  const { orderId } = await buyer.order(wish)
  await buyer.pay(orderId)
  await buyer.buy(orderId)
  const [purchase] = await buyer.purchases(orderId)
  const upstreamOrderId = purchase?.upstreamOrderId ?? ''
  await control.post(`/orders/${upstreamOrderId}/close`, { by: 'seller' })
  await buyer.advance(SETTLED)
  await core.steps.compareBooks()
  const found = await core.officeReads.differences({ isGone: false }, 100)
  const difference = found.find(({ subject }) => subject === upstreamOrderId)
  return { before, orderId, purchase, upstreamOrderId, differenceId: difference?.id ?? '', paidFen: purchase?.upstreamAmountFen ?? 0n }
}

async function book(differenceId: string, returnedFen: bigint, actor = FINANCE) {
  const order = await core.preparations.readEndedOrder(differenceId)
  return core.uow.run((tx) => core.commands.bookReturnedMoney(tx, { actor, differenceId, order, returnedFen, reason: 'back in Alipay' }))
}

async function payOut(orderId: string): Promise<void> {
  const cases = await core.uow.run((tx) => tx.refunds.listOfOrder(orderId))
  for (const { id } of cases) await bench.payOut(id)
}

/** What all postings about an order have left in the accounts of the house. */
async function houseOf(orderId: string, kind: string): Promise<bigint> {
  const { rows } = await sql<{ total: bigint }>`
    select coalesce(sum(p.amount_minor), 0)::bigint as total
    from posting p join posting_group g on g.id = p.group_id join ledger_account a on a.id = p.account_id
    where a.kind = ${kind} and (g.source_id in (select id from order_line where order_id = ${orderId})
      or g.source_id in (select id from purchase where order_id = ${orderId})
      or g.source_id in (select id from refund_case where order_id = ${orderId}))`.execute(core.db)
  return rows[0]?.total ?? 0n
}

const HOUSE = ['goodsEscrow', 'sellerClearing1688', 'refundClearing', 'serviceRevenue', 'vasRevenue', 'fxRevenue', 'fxClearing']

t.test('O9 the money of an order that was closed after it was paid: one step, and the partner has all of it back', async (t) => {
  const { before, orderId, upstreamOrderId, differenceId, paidFen } = await ended({ lines: 2 })
  t.ok(before > (await buyer.available()))
  const settled = await book(differenceId, paidFen)
  t.match(settled, { state: 'RESOLVED', trail: [{ by: FINANCE.id, state: 'RESOLVED', returnedFen: String(paidFen) }] })
  await payOut(orderId)
  t.equal(await buyer.available(), before, 'to the cent, our fee and the margin, too')
  t.match(
    (await buyer.lines(orderId)).map(({ state }) => state),
    ['REFUNDED', 'REFUNDED'],
  )
  t.match(await buyer.purchases(orderId), [{ state: 'TERMINATED' }])
  for (const kind of HOUSE) t.equal(await houseOf(orderId, kind), 0n, kind)
  t.equal(await houseOf(orderId, 'lossWriteOff'), 0n)
  await t.rejects(book(differenceId, paidFen), { code: 'difference.order_not_ended' }, 'once')
  await buyer.advance(SETTLED)
  await core.steps.compareBooks()
  const left = await core.officeReads.differences({ isGone: false }, 100)
  t.notOk(left.some(({ subject }) => subject === upstreamOrderId))
  t.strictSame(await buyer.newProblems(), [])
})

t.test('O7 a price within tolerance leaves nothing in escrow, bought or taken back', async (t) => {
  for (const stepFen of [5, -5]) {
    const before = await buyer.available()
    const { orderId, product } = await buyer.order()
    const [sku] = product.skus
    await control.post(`/products/${product.offerId}/price`, { specId: sku?.specId, priceFen: (sku?.priceFen ?? 0) + stepFen })
    await buyer.pay(orderId)
    await buyer.buy(orderId)
    const [purchase] = await buyer.purchases(orderId)
    const driftFen = (purchase?.upstreamAmountFen ?? 0n) - (purchase?.expectedFen ?? 0n)
    t.ok(stepFen > 0 ? driftFen > 0n : driftFen < 0n, `${driftFen} fen apart`)
    t.match(await buyer.lines(orderId), [{ state: 'PURCHASED' }], 'and nobody was asked')
    t.equal(await houseOf(orderId, 'goodsEscrow'), 0n)
    t.equal(await houseOf(orderId, 'lossWriteOff'), -driftFen, 'ours either way')
    await control.post(`/orders/${purchase?.upstreamOrderId}/close`, { by: 'seller' })
    await buyer.advance(SETTLED)
    await core.steps.compareBooks()
    const found = await core.officeReads.differences({ isGone: false }, 100)
    await book(found.find(({ subject }) => subject === purchase?.upstreamOrderId)?.id ?? '', purchase?.upstreamAmountFen ?? 0n)
    await payOut(orderId)
    t.equal(await buyer.available(), before)
    for (const kind of [...HOUSE, 'lossWriteOff']) t.equal(await houseOf(orderId, kind), 0n, kind)
    t.strictSame(await buyer.newProblems(), [])
  }
})

t.test('what did not come back is our loss, and not the partner’s', async (t) => {
  const { before, orderId, differenceId, paidFen } = await ended()
  await t.rejects(book(differenceId, paidFen + 1n), { code: 'difference.more_than_paid' })
  await book(differenceId, paidFen - 130n)
  await payOut(orderId)
  t.equal(await buyer.available(), before)
  t.equal(await houseOf(orderId, 'lossWriteOff'), -130n)
  t.equal(await houseOf(orderId, 'sellerClearing1688'), 130n, '1688 still has it')
  t.equal(await houseOf(orderId, 'goodsEscrow'), 0n)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a cancel that waited at the desk is paid by the same step, as a whole', async (t) => {
  const { before, orderId, differenceId, paidFen } = await ended()
  await buyer.cancel(orderId)
  const [claim] = await core.uow.run((tx) => tx.refunds.listOfOrder(orderId))
  await t.rejects(book(differenceId, paidFen), { code: 'refund.open_case_exists' }, 'while it is on its way to 1688')
  await core.steps.fileRefund(claim?.id ?? '')
  await book(differenceId, paidFen)
  await payOut(orderId)
  t.match(await core.uow.run((tx) => tx.refunds.listOfOrder(orderId)), [{ id: claim?.id, state: 'PAID_OUT' }])
  t.equal(await buyer.available(), before)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('an order that lives is not booked so', async (t) => {
  const { orderId } = await bench.bought()
  const [purchase] = await buyer.purchases(orderId)
  await control.post(`/orders/${purchase?.upstreamOrderId}/ship`)
  await buyer.advance(SETTLED)
  await core.steps.compareBooks()
  const found = (await core.officeReads.differences({ isGone: false }, 100)).find(({ subject }) => subject === purchase?.upstreamOrderId)
  t.match(found, { kind: 'ORDER_STATE' })
  await t.rejects(book(found?.id ?? '', 100n), { code: 'difference.order_not_ended' })
})

t.test('above the limit of one hand a second person says the same amount, or nothing is booked', async (t) => {
  const { orderId, differenceId, paidFen } = await ended()
  const rule = { key: 'fourEyes', partnerId: null, livemode: null, value: { above: '100' }, effectiveFrom: null, effectiveTo: null }
  await core.uow.run((tx) => core.commands.setRule(tx, { ...rule, actor: HEAD, reason: 'agreed', source: null }))
  await buyer.advance(60_000)
  await core.rules.refresh()
  t.match(await book(differenceId, paidFen), { state: 'OPEN', trail: [{ by: FINANCE.id, returnedFen: String(paidFen) }] })
  await t.rejects(book(differenceId, paidFen), { code: 'booking.second_person_required' })
  t.match(await book(differenceId, paidFen - 1n, OTHER), { state: 'OPEN' }, 'another amount is another word')
  t.match(await book(differenceId, paidFen - 1n, FINANCE), { state: 'RESOLVED' })
  await payOut(orderId)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('money claimed back on the site, and no case of ours knows: the lines are settled by the same step', async (t) => {
  const before = await buyer.available()
  const { orderId } = await bench.bought()
  const [purchase] = await buyer.purchases(orderId)
  const upstreamOrderId = purchase?.upstreamOrderId ?? ''
  const upstream = core.upstreams.upstreamFor(false)
  const lineIds = (await upstream.getOrder(upstreamOrderId))?.lines.map(({ lineId }) => lineId) ?? []
  const [reason] = await upstream.refundReasons(upstreamOrderId, lineIds, 'notShipped')
  const ceiling = await upstream.maxRefund({ upstreamOrderId, goodsStatus: 'notShipped' })
  const made = await upstream.createRefund({
    ...{ upstreamOrderId, lineIds, kind: 'refundOnly', goodsStatus: 'notShipped', voucherUrls: [], description: 'by hand' },
    ...{ goodsFen: ceiling.goodsFen, freightFen: ceiling.freightFen, reasonId: reason?.reasonId ?? '' },
  })
  const refundId = made.kind === 'accepted' ? made.upstreamRefundId : ''
  if ((await upstream.getRefund(refundId))?.status !== 'succeeded') await control.post(`/refunds/${refundId}/agree`)
  await buyer.settled(() => core.steps.syncPurchase(purchase?.id ?? ''))
  await buyer.advance(SETTLED)
  await core.steps.compareBooks()
  const about = (await core.officeReads.differences({ isGone: false }, 100)).filter((one) => one.orderId === orderId)
  t.match(about, [{ kind: 'REFUND_MISSING_HERE', subject: refundId }], 'one cause is one kind')
  t.same(
    about.map(({ kind }) => kind),
    ['REFUND_MISSING_HERE'],
  )
  t.match(await book(about[0]?.id ?? '', purchase?.upstreamAmountFen ?? 0n, OTHER), { trail: [{ by: OTHER.id }] })
  const settled = await book(about[0]?.id ?? '', purchase?.upstreamAmountFen ?? 0n, FINANCE)
  t.match(settled, { state: 'EXPLAINED' })
  await payOut(orderId)
  t.match(await buyer.lines(orderId), [{ state: 'REFUNDED' }])
  t.equal(await buyer.available(), before)
  t.strictSame(await buyer.newProblems(), [])
})
