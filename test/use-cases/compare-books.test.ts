import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import type { DifferenceKind } from '../../src/domain/reconciliation/difference.ts'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { money } from '../../src/domain/shared/money.ts'
import type { DeliveryAddress } from '../../src/domain/upstream/order.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const FINANCE: Actor = { kind: 'finance', id: 'stf_finance' }
const MINUTE = 60_000
/** Longer than what moved lately is left alone. */
const SETTLED = 31 * MINUTE

const ADDRESS: DeliveryAddress = {
  ...{ kind: 'text', province: '浙江省', city: '杭州市', district: '滨江区', street: '网商路 1 号' },
  ...{ fullName: '仓库', mobile: '13800000000' },
}

async function open(t: Test) {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const { core, tenant } = buyer
  return {
    buyer,
    bench,
    compare: async () => {
      await buyer.advance(SETTLED)
      return core.steps.compareBooks()
    },
    differences: () => core.officeReads.differences({ isGone: false }, 100),
    all: () => core.officeReads.differences({}, 100),
    book: (sourceId: string, fen: bigint) => {
      const id = core.ids.next('grp')
      const about = { id, tenant, idempotencyKey: `tamper:${id}`, sourceType: 'test', sourceId, at: core.clock.now() }
      return core.uow.run((tx) => tx.ledger.post(buildGroup({ ...about, template: 'payUpstream', amounts: { paid: money(fen, 'CNY') } })))
    },
    /** Somebody buys with our account and not through us. */
    buyOutside: async (outOrderId: string) => {
      const upstream = core.upstreams.upstreamFor(false)
      const product = buyer.nextProduct()
      const lines = [{ offerId: product.offerId, specId: product.skus[0]?.specId ?? null, quantity: 10 }]
      const preview = await upstream.previewOrder({ address: ADDRESS, lines })
      const flow = preview.kind === 'accepted' ? (preview.orders[0]?.flow ?? '') : ''
      const made = await upstream.createOrder({ address: ADDRESS, lines, flow, outOrderId })
      if (made.kind !== 'accepted') throw new Error(`not bought: ${JSON.stringify(made)}`)
      return made.orders[0]?.upstreamOrderId ?? ''
    },
  }
}

type World = Awaited<ReturnType<typeof open>>
/** Does harm to one of the two books; answers the subject that differs from then on. */
type Harm = { kind: DifferenceKind; name: string; sides: { ours: boolean; theirs: boolean }; harm: (world: World) => Promise<string> }

async function bought({ bench, buyer }: World) {
  const { orderId, lines } = await bench.bought()
  const [purchase] = await buyer.purchases(orderId)
  return { orderId, lineId: lines[0]?.id ?? '', purchaseId: purchase?.id ?? '', upstreamOrderId: purchase?.upstreamOrderId ?? '' }
}

async function held({ buyer }: World) {
  const placed = await buyer.order()
  await buyer.control.post(`/products/${placed.product.offerId}/price`, { percent: 130 })
  await buyer.pay(placed.orderId)
  await buyer.buy(placed.orderId)
  const [purchase] = await buyer.purchases(placed.orderId)
  return { purchaseId: purchase?.id ?? '', upstreamOrderId: purchase?.upstreamOrderId ?? '' }
}

const HARM: readonly Harm[] = [
  {
    kind: 'ORDER_PAID_THERE',
    name: 'somebody pays on the site what waits for a price',
    sides: { ours: true, theirs: true },
    harm: async (world) => {
      const { upstreamOrderId } = await held(world)
      await world.buyer.control.post(`/orders/${upstreamOrderId}/pay`)
      return upstreamOrderId
    },
  },
  {
    kind: 'ORDER_PAID_HERE',
    name: 'a payment is booked that was never made',
    sides: { ours: true, theirs: true },
    harm: async (world) => {
      const { purchaseId, upstreamOrderId } = await held(world)
      await world.book(purchaseId, 1_000n)
      return upstreamOrderId
    },
  },
  {
    kind: 'ORDER_AMOUNT',
    name: 'a fen too much is booked',
    sides: { ours: true, theirs: true },
    harm: async (world) => {
      const { purchaseId, upstreamOrderId } = await bought(world)
      await world.book(purchaseId, 1n)
      return upstreamOrderId
    },
  },
  {
    kind: 'ORDER_STATE',
    name: 'the seller ships and nobody tells us',
    sides: { ours: true, theirs: true },
    harm: async (world) => {
      const { upstreamOrderId } = await bought(world)
      await world.buyer.control.post(`/orders/${upstreamOrderId}/ship`)
      return upstreamOrderId
    },
  },
  {
    kind: 'ORDER_MISSING_THERE',
    name: 'a purchase names an order that does not exist',
    sides: { ours: true, theirs: false },
    harm: async (world) => {
      const { purchaseId } = await bought(world)
      await sql`insert into purchase select (jsonb_populate_record(p, '{"id":"pch_0tamperedtamperedtampered0","upstream_order_id":"999999999","state":"CREATED"}')).* from purchase p where id = ${purchaseId}`.execute(
        world.buyer.core.db,
      )
      return '999999999'
    },
  },
  {
    kind: 'ORDER_MISSING_HERE',
    name: 'somebody buys with our account',
    sides: { ours: false, theirs: true },
    harm: ({ buyOutside }) => buyOutside('by-hand-1'),
  },
  {
    kind: 'ORDER_DUPLICATE',
    name: 'a second order carries the number of a purchase',
    sides: { ours: true, theirs: true },
    harm: async (world) => world.buyOutside((await bought(world)).purchaseId),
  },
  {
    kind: 'REFUND_MISSING_HERE',
    name: 'somebody claims on the site and gets money',
    sides: { ours: false, theirs: true },
    harm: async (world) => {
      const { upstreamOrderId } = await bought(world)
      const upstream = world.buyer.core.upstreams.upstreamFor(false)
      const order = await upstream.getOrder(upstreamOrderId)
      const lineIds = order?.lines.map(({ lineId }) => lineId) ?? []
      const [reason] = await upstream.refundReasons(upstreamOrderId, lineIds, 'notShipped')
      const ceiling = await upstream.maxRefund({ upstreamOrderId, goodsStatus: 'notShipped' })
      const made = await upstream.createRefund({
        ...{ upstreamOrderId, lineIds, kind: 'refundOnly', goodsStatus: 'notShipped', voucherUrls: [], description: 'by hand' },
        ...{ goodsFen: ceiling.goodsFen, freightFen: 0n, reasonId: reason?.reasonId ?? '' },
      })
      if (made.kind !== 'accepted') throw new Error(`not filed: ${JSON.stringify(made)}`)
      const seen = await upstream.getRefund(made.upstreamRefundId)
      if (seen?.status !== 'succeeded') await world.buyer.control.post(`/refunds/${made.upstreamRefundId}/agree`)
      // What follows for the order itself is read as any other news of it.
      const [purchase] = await world.buyer.core.db
        .selectFrom('purchase')
        .select('id')
        .where('upstreamOrderId', '=', upstreamOrderId)
        .execute()
      await world.buyer.settled(() => world.buyer.core.steps.syncPurchase(purchase?.id ?? ''))
      return made.upstreamRefundId
    },
  },
  {
    kind: 'REFUND_MISSING_THERE',
    name: 'a case names a refund that does not exist',
    sides: { ours: true, theirs: false },
    harm: async ({ bench, buyer }) => {
      const { refundId } = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
      await sql`update refund_case set upstream_refund_id = 'TQ1' where id = ${refundId}`.execute(buyer.core.db)
      return 'TQ1'
    },
  },
  {
    kind: 'REFUND_AMOUNT',
    name: 'a refund is booked twice over',
    sides: { ours: true, theirs: true },
    harm: async ({ bench, buyer }) => {
      const { refundId, upstreamRefundId } = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
      const { core, tenant } = buyer
      const id = core.ids.next('grp')
      const about = { id, tenant, idempotencyKey: `tamper:${id}`, sourceType: 'test', sourceId: refundId, at: core.clock.now() }
      const amounts = { fromSeller: money(77, 'CNY'), fromPlatform: money(0, 'CNY') }
      await core.uow.run((tx) => tx.ledger.post(buildGroup({ ...about, template: 'refundReceivedUpstream', amounts })))
      return upstreamRefundId
    },
  },
  {
    kind: 'CLEARING_UNEXPLAINED',
    name: 'money goes to the clearing account for nothing',
    sides: { ours: true, theirs: false },
    harm: async ({ book }) => {
      await book('nobody', 500n)
      return 'sellerClearing1688'
    },
  },
]

for (const { kind, name, sides, harm } of HARM) {
  t.test(`${kind}: ${name}; found once and only once, with both sides`, async (t) => {
    const world = await open(t)
    const subject = await harm(world)
    t.match(await world.compare(), { state: 'DONE' })
    const found = await world.differences()
    t.match(found, [{ kind, subject, state: 'OPEN', livemode: false }])
    t.same({ ours: found[0]?.ours !== null, theirs: found[0]?.theirs !== null }, sides)
    await world.compare()
    t.same(
      (await world.all()).map(({ id }) => id),
      found.map(({ id }) => id),
      'the next run finds the same one',
    )
  })
}

t.test('books that agree show nothing: bought, held, refunded and paid out, cancelled and paid back, topped up', async (t) => {
  const world = await open(t)
  const { buyer, bench } = world
  await bought(world)
  await held(world)
  const { refundId, upstreamRefundId } = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
  await buyer.control.post(`/refunds/${upstreamRefundId}/agree`)
  await bench.sync(refundId)
  await bench.payOut(refundId)
  const cancelled = await bought(world)
  await buyer.cancel(cancelled.orderId)
  const [claim] = await buyer.core.uow.run((tx) => tx.refunds.listOfOrder(cancelled.orderId))
  await bench.file(claim?.id ?? '')
  const filed = await bench.refund(claim?.id ?? '')
  if (filed?.state !== 'UPSTREAM_SUCCESS') await buyer.control.post(`/refunds/${filed?.upstreamRefundId}/agree`)
  await bench.sync(claim?.id ?? '')
  await bench.payOut(claim?.id ?? '')
  t.match(
    (await buyer.control.orders()).find(({ orderId }) => orderId === cancelled.upstreamOrderId),
    { status: 'cancel' },
  )
  const run = await world.compare()
  t.match(run, { state: 'DONE', ordersCompared: 4, refundsCompared: 2, found: 0, gone: 0 })
  t.same(await world.all(), [])
})

t.test('what still moves is not judged, and what is put right is marked as gone, not deleted', async (t) => {
  const world = await open(t)
  const { buyer } = world
  const { purchaseId, upstreamOrderId } = await bought(world)
  await buyer.control.post(`/orders/${upstreamOrderId}/ship`)
  await buyer.core.steps.compareBooks()
  t.same(await world.all(), [], 'news of a minute ago may be on its way')
  await world.compare()
  const [found] = await world.differences()
  t.match(found, { kind: 'ORDER_STATE', ours: { state: 'PAID' }, theirs: { state: 'waitbuyerreceive' } })
  await buyer.settled(() => buyer.core.steps.syncPurchase(purchaseId))
  t.match(await world.compare(), { found: 0, gone: 1 })
  t.match(await world.all(), [{ id: found?.id, state: 'OPEN', goneAt: buyer.clock.now() }])
})

t.test('a difference older than the window is still looked at: it stays while it is there, and goes when it is put right', async (t) => {
  const world = await open(t)
  const { buyer } = world
  const { purchaseId, upstreamOrderId } = await bought(world)
  await buyer.control.post(`/orders/${upstreamOrderId}/ship`)
  await world.compare()
  t.match(await world.differences(), [{ kind: 'ORDER_STATE', subject: upstreamOrderId }])
  await buyer.advance(45 * 24 * 60 * MINUTE)
  await world.compare()
  t.match(await world.differences(), [{ subject: upstreamOrderId, lastSeenAt: buyer.clock.now() }], 'seen again')
  await buyer.settled(() => buyer.core.steps.syncPurchase(purchaseId))
  t.match(await world.compare(), { found: 0, gone: 1 })
  t.same(await world.differences(), [])
})

t.test('an explanation stands while both sides say the same; a resolution only until it is found again', async (t) => {
  const world = await open(t)
  const { core } = world.buyer
  const subject = await world.buyOutside('by-hand-2')
  await world.compare()
  const [found] = await world.differences()
  const settle = (state: 'EXPLAINED' | 'RESOLVED', reason: string) =>
    core.uow.run((tx) => core.commands.settleDifference(tx, { actor: FINANCE, differenceId: found?.id ?? '', state, reason }))
  await settle('EXPLAINED', 'samples for the photo studio')
  await world.compare()
  t.match(await world.differences(), [{ state: 'EXPLAINED', trail: [{ by: 'stf_finance', reason: 'samples for the photo studio' }] }])
  await world.buyer.control.post(`/orders/${subject}/pay`)
  await world.compare()
  t.match(await world.differences(), [{ state: 'OPEN', trail: [{}, { by: 'system' }] }], 'it was not explained with money in it')
  await settle('RESOLVED', 'booked by hand')
  await t.rejects(settle('EXPLAINED', 'again'), { code: 'difference.settled_already' })
  await world.compare()
  t.match(await world.differences(), [{ state: 'OPEN' }])
  await t.rejects(sql`delete from difference`.execute(core.db), /stay/)
})

t.test('finance asks for a run; two at once are one; a dead one is given up', async (t) => {
  const { buyer, compare } = await open(t)
  const { core } = buyer
  const ask = () => core.uow.run((tx) => core.commands.requestComparison(tx, { actor: FINANCE }))
  const run = await ask()
  await t.rejects(ask(), { code: 'comparison.running' })
  t.match(await compare(), { id: run.id, state: 'DONE', requestedBy: 'stf_finance' })
  const other = await ask()
  await sql`update comparison_run set state = 'RUNNING', started_at = ${buyer.clock.now()} where id = ${other.id}`.execute(core.db)
  t.equal(await core.steps.compareBooks(), undefined, 'another process is at it')
  await compare()
  t.match(await core.officeReads.runs(2), [
    { state: 'DONE', requestedBy: 'system' },
    { id: other.id, state: 'FAILED' },
  ])
})

t.test('1688 away: the run fails, says so, and judges nothing', async (t) => {
  const world = await open(t)
  await bought(world)
  await world.buyer.control.fault({ api: 'alibaba.trade.getBuyerOrderList', kind: 'http', status: 500, times: 20 })
  await t.rejects(world.compare())
  t.match(await world.buyer.core.officeReads.runs(1), [{ state: 'FAILED', found: 0 }])
  t.same(await world.all(), [])
})

t.test('the payment provider: each way to disagree, once', async (t) => {
  const world = await open(t)
  const { core, payments, tenant } = world.buyer
  const paid = async (amount: number) => {
    const topUp = await core.uow.run((tx) =>
      core.commands.createTopUp(tx, {
        ...{ tenant, actor: { kind: 'partner', id: 'demo' } as const, amount: money(amount, 'EUR'), method: 'provider', externalRef: null },
      }),
    )
    await core.steps.openTopUp(topUp.id)
    await payments.move(topUp.reference, 'pay')
    await core.steps.syncTopUp(topUp.id)
    return topUp
  }
  const [fine, amount, state, missing] = [await paid(1_000), await paid(2_000), await paid(3_000), await paid(4_000)]
  await world.compare()
  t.same(await world.all(), [], `nothing is wrong with ${fine.reference} and the others`)
  await sql`update top_up set paid_minor = 2001 where id = ${amount.id}`.execute(core.db)
  await sql`update top_up set state = 'AWAITING_PAYMENT' where id = ${state.id}`.execute(core.db)
  await sql`update top_up set reference = 'NOWHERE1' where id = ${missing.id}`.execute(core.db)
  await world.compare()
  const found = (await world.differences()).map(({ kind, subject }) => `${kind} ${subject}`)
  t.same(found.sort(), [
    `PAYMENT_AMOUNT ${amount.reference}`,
    `PAYMENT_MISSING_HERE ${missing.reference}`,
    'PAYMENT_MISSING_THERE NOWHERE1',
    `PAYMENT_STATE ${state.reference}`,
  ])
})
