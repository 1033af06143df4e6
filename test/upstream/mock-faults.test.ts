import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import type { OrderRequest } from '../../src/domain/upstream/order.ts'
import { createMockWorld, type MockWorld, plainProduct, warehouse } from './mock-world.ts'

const CREATE = 'alibaba.trade.createCrossOrder'
const PAY = 'alibaba.trade.pay.protocolPay.preparePay'
const FILE = 'alibaba.trade.createRefund'
const DETAIL = 'product.search.queryProductDetail'

/** How long we wait for an answer that is held up; the others come sooner on any machine. */
const PATIENCE_MS = 2_000

const recently = () => ({ from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) })

async function requestOf(world: MockWorld): Promise<OrderRequest & { flow: string }> {
  const product = await plainProduct(world)
  const lines = [{ offerId: product.offerId, specId: product.skus[0]?.specId ?? null, quantity: product.minOrderQuantity * 4 }]
  return { address: warehouse, lines, flow: 'general' }
}

async function made(world: MockWorld, outOrderId: string): Promise<number> {
  const { total } = (await world.control(`/orders?outOrderId=${outOrderId}`, {}, 'GET')) as { total: number }
  return total
}

async function order(world: MockWorld, outOrderId: string) {
  const created = await world.upstream.createOrder({ ...(await requestOf(world)), outOrderId })
  if (created.kind !== 'accepted') throw new Error(created.kind)
  const [first] = created.orders
  return { upstreamOrderId: first?.upstreamOrderId ?? '', totalFen: first?.totalFen ?? 0n }
}

t.test('every switch of the mock against the client', async (t) => {
  const world = await createMockWorld({ timeouts: { readMs: PATIENCE_MS, effectMs: PATIENCE_MS } })
  const { upstream, fault } = world
  t.teardown(() => world.close())
  t.afterEach(async () => {
    await world.control('/faults', {}, 'DELETE')
    await world.control('/reset', {})
  })

  const creates: { name: string; fault: { kind: string; [more: string]: unknown }; outcome: object; orders: number }[] = [
    { name: 'cut before the effect', fault: { kind: 'cutBefore' }, outcome: { kind: 'unknown', cause: 'connectionLost' }, orders: 0 },
    { name: 'cut after the effect', fault: { kind: 'cutAfter' }, outcome: { kind: 'unknown', cause: 'connectionLost' }, orders: 1 },
    { name: 'slower than we wait', fault: { kind: 'hold' }, outcome: { kind: 'unknown', cause: 'timeout' }, orders: 1 },
    { name: 'a 500', fault: { kind: 'http', status: 500 }, outcome: { kind: 'unknown', cause: 'serverError' }, orders: 0 },
    { name: 'an HTML page', fault: { kind: 'html', status: 502 }, outcome: { kind: 'unknown', cause: 'serverError' }, orders: 0 },
    { name: 'half a JSON text', fault: { kind: 'garbage' }, outcome: { kind: 'unknown', cause: 'garbledAnswer' }, orders: 0 },
    {
      name: 'success with nothing',
      fault: { kind: 'variant', variant: 'emptySuccess' },
      outcome: { kind: 'unknown', cause: 'emptySuccess' },
      orders: 1,
    },
    {
      name: 'failure with an id',
      fault: { kind: 'variant', variant: 'falseWithId' },
      outcome: { kind: 'unknown', cause: 'contradiction' },
      orders: 1,
    },
    { name: 'the flat sample', fault: { kind: 'variant', variant: 'flat' }, outcome: { kind: 'accepted' }, orders: 1 },
    {
      name: 'a business refusal',
      fault: { kind: 'business', code: '500_004' },
      outcome: { kind: 'refused', reason: 'stockShort' },
      orders: 0,
    },
  ]
  for (const { name, fault: switched, outcome, orders } of creates) {
    t.test(`create meets ${name}: one attempt, and the look-up tells the truth`, async (t) => {
      const request = await requestOf(world)
      await fault({ api: CREATE, ...switched })
      t.match(await upstream.createOrder({ ...request, outOrderId: 'FAULT-1' }), outcome)
      if (switched.kind === 'hold') {
        t.equal(await made(world, 'FAULT-1'), 0, 'nothing yet')
        await world.control('/faults/release', {})
        while ((await made(world, 'FAULT-1')) === 0) await delay(5)
      }
      t.equal(await made(world, 'FAULT-1'), orders, 'what 1688 has')
      const found = await upstream.findOrdersByOutOrderId('FAULT-1', recently())
      t.strictSame(
        found.map((one) => one.outOrderId),
        Array.from({ length: orders }, () => 'FAULT-1'),
        'what we find',
      )
    })
  }

  t.test('the look-up tells our order from its neighbours, and finds nothing while the list lags', async (t) => {
    await order(world, 'OTHER-1')
    await world.settings({ listOutOrderIdDelayMs: 60_000 })
    await order(world, 'MINE-1')
    t.strictSame(await upstream.findOrdersByOutOrderId('MINE-1', recently()), [])
    await world.control('/clock', { seconds: 61 })
    t.match(await upstream.findOrdersByOutOrderId('MINE-1', recently()), [{ outOrderId: 'MINE-1' }])
  })

  t.test('a split order and a line that failed', async (t) => {
    const product = await plainProduct(world)
    const lines = product.skus
      .slice(0, 2)
      .map((sku) => ({ offerId: product.offerId, specId: sku.specId, quantity: product.minOrderQuantity * 4 }))
    await world.settings({ split: 'perLine' })
    const preview = await upstream.previewOrder({ address: warehouse, lines })
    t.equal(preview.kind === 'accepted' && preview.orders.length, 2)
    const created = await upstream.createOrder({ address: warehouse, lines, flow: 'general', outOrderId: 'SPLIT-1' })
    t.equal(created.kind === 'accepted' && created.orders.length, 2)
    t.ok(created.kind === 'accepted' && created.orders.every((one) => (one.totalFen ?? 0n) > 0n))
    t.equal((await upstream.findOrdersByOutOrderId('SPLIT-1', recently())).length, 2)
    await world.settings({ split: 'none', failOffers: { [product.offerId]: '500_004' } })
    t.match(await upstream.createOrder({ address: warehouse, lines, flow: 'general', outOrderId: 'FAIL-1' }), {
      kind: 'refused',
      reason: 'stockShort',
    })
  })

  t.test('a repeated outOrderId, the three ways it may be (spec 5.1)', async (t) => {
    await order(world, 'REPEAT-1')
    const request = { ...(await requestOf(world)), outOrderId: 'REPEAT-1' }
    await world.settings({ outOrderIdRepeat: 'same' })
    t.match(await upstream.createOrder(request), { kind: 'accepted' })
    t.equal(await made(world, 'REPEAT-1'), 1)
    await world.settings({ outOrderIdRepeat: 'error' })
    t.match(await upstream.createOrder(request), { kind: 'refused', code: '400' })
    await world.settings({ outOrderIdRepeat: 'second' })
    t.match(await upstream.createOrder(request), { kind: 'accepted' })
    t.equal((await upstream.findOrdersByOutOrderId('REPEAT-1', recently())).length, 2, 'which is why a create is never repeated')
  })

  t.test('paying: doubt stays doubt until the order is read again', async (t) => {
    const pays: [string, object, string][] = [
      ['paid', { kind: 'accepted' }, 'awaitingShipment'],
      ['refused', { kind: 'unknown', cause: 'notConfirmed' }, 'awaitingPayment'],
      ['paidAnswersFalse', { kind: 'unknown', cause: 'notConfirmed' }, 'awaitingShipment'],
    ]
    for (const [payOutcome, outcome, status] of pays) {
      await world.settings({ payOutcome })
      const { upstreamOrderId, totalFen } = await order(world, `PAY-${payOutcome}`)
      t.match(await upstream.payOrder(upstreamOrderId, totalFen), outcome, payOutcome)
      t.match(await upstream.getOrder(upstreamOrderId), { status }, payOutcome)
    }
    await world.settings({ payOutcome: 'late', payLateMs: 5_000 })
    const late = await order(world, 'PAY-late')
    t.match(await upstream.payOrder(late.upstreamOrderId, late.totalFen), { kind: 'unknown' })
    t.match(await upstream.getOrder(late.upstreamOrderId), { status: 'awaitingPayment' })
    await world.control('/clock', { seconds: 6 })
    t.match(await upstream.getOrder(late.upstreamOrderId), { status: 'awaitingShipment' })
    await world.settings({ payOutcome: 'paid' })
    const cut = await order(world, 'PAY-cut')
    await fault({ api: PAY, kind: 'cutAfter' })
    t.match(await upstream.payOrder(cut.upstreamOrderId, cut.totalFen), { kind: 'unknown', cause: 'connectionLost' })
    t.match(await upstream.getOrder(cut.upstreamOrderId), { status: 'awaitingShipment' })
    await world.settings({ debitChannels: [] })
    const unsigned = await order(world, 'PAY-unsigned')
    t.match(await upstream.payOrder(unsigned.upstreamOrderId, unsigned.totalFen), { kind: 'refused', code: 'PROTOCOL_NOT_SIGNED' })
  })

  t.test('filing a refund that is cut after the effect is found by the order', async (t) => {
    const { upstreamOrderId, totalFen } = await order(world, 'CUT-REFUND')
    await upstream.payOrder(upstreamOrderId, totalFen)
    const paid = await upstream.getOrder(upstreamOrderId)
    const lineIds = paid?.lines.map((line) => line.lineId) ?? []
    const [reason] = await upstream.refundReasons(upstreamOrderId, lineIds, 'notShipped')
    const max = await upstream.maxRefund({ upstreamOrderId, goodsStatus: 'notShipped' })
    const request = {
      ...{ upstreamOrderId, lineIds, reasonId: reason?.reasonId ?? '', description: '不需要了', voucherUrls: [] },
      ...({ kind: 'refundOnly', goodsStatus: 'notShipped', goodsFen: max.goodsFen, freightFen: 0n } as const),
    }
    await fault({ api: FILE, kind: 'cutBefore' })
    t.match(await upstream.createRefund(request), { kind: 'unknown', upstreamRefundId: null })
    t.strictSame(await upstream.findRefundsOfOrder(upstreamOrderId), [])
    await fault({ api: FILE, kind: 'cutAfter' })
    t.match(await upstream.createRefund(request), { kind: 'unknown', cause: 'connectionLost' })
    t.match(await upstream.findRefundsOfOrder(upstreamOrderId), [{ status: 'awaitingSeller', appliedGoodsFen: max.goodsFen }])
  })

  t.test('reads get through passing trouble', async (t) => {
    const { offerId } = await plainProduct(world)
    for (const trouble of [
      { kind: 'cutBefore' },
      { kind: 'cutAfter' },
      { kind: 'http', status: 503 },
      { kind: 'html' },
      { kind: 'garbage' },
      { kind: 'hold' },
    ]) {
      await fault({ api: DETAIL, ...trouble })
      t.equal((await upstream.getProduct(offerId, 'en'))?.offerId, offerId, trouble.kind)
    }
  })

  t.test('every gateway code has its class over the wire', async (t) => {
    const { offerId } = await plainProduct(world)
    for (const code of ['gw.SignatureInvalid', 'gw.APIUnsupported', 'gw.APIACLDecline', 'gw.ParamMissing', 'gw.AppKeyNotFound']) {
      await fault({ api: DETAIL, kind: 'gateway', code })
      await t.rejects(upstream.getProduct(offerId, 'en'), { code, outcome: 'permanent' })
    }
    await fault({ api: DETAIL, kind: 'gateway', code: 'gw.NoUsageLeftError' })
    await t.rejects(upstream.getProduct(offerId, 'en'), { code: 'gw.NoUsageLeftError', outcome: 'retryable' })
    await delay(40)
    await fault({ api: DETAIL, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' })
    await t.rejects(upstream.getProduct(offerId, 'en'), { code: 'gw.QosAppFrequencyLimit', outcome: 'retryable' })
    await delay(40)
    t.equal((await upstream.getProduct(offerId, 'en'))?.offerId, offerId, 'after the pause')
  })

  t.test('nulls left out and stray class keys change nothing', async (t) => {
    const { offerId } = await plainProduct(world)
    const { upstreamOrderId } = await order(world, 'DRESS-1')
    const read = async () => [
      await upstream.getProduct(offerId, 'en'),
      await upstream.searchProducts({ keyword: '裙', language: 'en', page: 1, pageSize: 10 }),
      await upstream.getOrder(upstreamOrderId),
    ]
    const plain = await read()
    for (const dress of [{ nulls: 'drop' }, { classKeys: true }, { nulls: 'drop', classKeys: true }]) {
      await world.settings(dress)
      t.same(await read(), plain, JSON.stringify(dress))
    }
  })

  t.test('messages that could not be delivered are pulled and confirmed', async (t) => {
    await world.settings({ push: { enabled: false } })
    const { upstreamOrderId } = await order(world, 'PULL-1')
    const page = await upstream.listUndeliveredPushes(recently(), 1)
    const mine = page.messages.filter(({ hint }) => hint.upstreamOrderId === upstreamOrderId)
    t.ok(mine.length > 0)
    t.match(upstream.readPush(mine[0]?.payload ?? ''), { kind: 'message', hint: { upstreamOrderId } })
    await upstream.confirmPushes(page.messages.map(({ hint }) => hint.messageId))
    t.strictSame((await upstream.listUndeliveredPushes(recently(), 1)).messages, [])
  })

  t.test('a dead token is refreshed once for all who met it', async (t) => {
    const { offerId } = await plainProduct(world)
    await world.control('/tokens/expire', { appKey: '1000000' })
    const before = world.accessToken()
    const products = await Promise.all(Array.from({ length: 10 }, () => upstream.getProduct(offerId, 'en')))
    t.ok(products.every((product) => product?.offerId === offerId))
    t.not(world.accessToken(), before)
  })
})
