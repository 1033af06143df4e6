import t from 'tap'
import type { LineState } from '../../src/domain/orders/line-states.ts'
import type { PurchaseState } from '../../src/domain/orders/purchase-machine.ts'
import { RetryLater } from '../../src/domain/shared/retry-later.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import { type Buyer, startBuyer } from '../support/stack-buyer.ts'
import { API, type MockFault, type MockProduct } from '../support/stack-mock.ts'
import { waitFor } from '../support/stack-wait.ts'

type Outcome = { purchase: PurchaseState; line: LineState; upstream: string[] }

const BOUGHT: Outcome = { purchase: 'PAID', line: 'PURCHASED', upstream: ['waitsellersend'] }
const REFUSED: Outcome = { purchase: 'FAILED', line: 'PURCHASE_FAILED', upstream: [] }
const UNPAID: Outcome = { purchase: 'CREATED', line: 'PURCHASING', upstream: ['waitbuyerpay'] }
/** How long we wait for an answer that is held up; the others come sooner on any machine. */
const PATIENCE_MS = 2_000

const faults: readonly { name: string; faults: MockFault[]; outcome?: Outcome }[] = [
  { name: 'create: cut before it took effect', faults: [{ api: API.create, kind: 'cutBefore' }] },
  { name: 'create: cut after it took effect', faults: [{ api: API.create, kind: 'cutAfter' }] },
  { name: 'create: HTTP 500', faults: [{ api: API.create, kind: 'http', status: 500 }] },
  { name: 'create: HTML of a proxy', faults: [{ api: API.create, kind: 'html', status: 502 }] },
  { name: 'create: JSON that breaks off', faults: [{ api: API.create, kind: 'garbage' }] },
  { name: 'create: success false with an order id', faults: [{ api: API.create, kind: 'variant', variant: 'falseWithId' }] },
  { name: 'create: success without an order', faults: [{ api: API.create, kind: 'variant', variant: 'emptySuccess' }] },
  { name: 'create: the flat answer', faults: [{ api: API.create, kind: 'variant', variant: 'flat' }] },
  { name: 'create: called too often', faults: [{ api: API.create, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' }] },
  { name: 'create: a dead token', faults: [{ api: API.create, kind: 'gateway', code: '401' }] },
  { name: 'create: refused', faults: [{ api: API.create, kind: 'business', code: '500_001' }], outcome: REFUSED },
  {
    name: 'create: cut after, and the look-up fails twice',
    faults: [
      { api: API.create, kind: 'cutAfter' },
      { api: API.list, kind: 'http', status: 500, times: 2 },
    ],
  },
  { name: 'pay: cut before it took effect', faults: [{ api: API.pay, kind: 'cutBefore' }] },
  { name: 'pay: cut after it took effect', faults: [{ api: API.pay, kind: 'cutAfter' }] },
  { name: 'pay: HTTP 500', faults: [{ api: API.pay, kind: 'http', status: 500 }] },
  { name: 'pay: JSON that breaks off', faults: [{ api: API.pay, kind: 'garbage' }] },
  { name: 'pay: called too often', faults: [{ api: API.pay, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' }] },
  { name: 'pay: paid, but says false', faults: [{ api: API.pay, kind: 'variant', variant: 'paidAnswersFalse' }] },
  { name: 'pay: the debit arrives a minute later', faults: [{ api: API.pay, kind: 'variant', variant: 'late' }] },
  { name: 'pay: auto-debit refused once', faults: [{ api: API.pay, kind: 'variant', variant: 'refused' }] },
  { name: 'pay: auto-debit refused always', faults: [{ api: API.pay, kind: 'variant', variant: 'refused', times: null }], outcome: UNPAID },
  { name: 'pay: refused with a code always', faults: [{ api: API.pay, kind: 'business', code: 'X', times: null }], outcome: UNPAID },
  { name: 'the order cannot be read before it is paid', faults: [{ api: API.detail, kind: 'http', status: 500, times: 4 }] },
  { name: 'the order cannot be read after it was paid', faults: [{ api: API.detail, kind: 'garbage', skip: 1, times: 4 }] },
  {
    name: 'create and pay: both cut after',
    faults: [
      { api: API.create, kind: 'cutAfter' },
      { api: API.pay, kind: 'cutAfter' },
    ],
  },
]

async function outcomeOf(buyer: Buyer, orderId: string): Promise<Outcome> {
  const [purchase] = await buyer.purchases(orderId)
  const [line] = await buyer.lines(orderId)
  const upstream = (await buyer.upstreamOrders(purchase?.id ?? '')).map((order) => order.status)
  return { purchase: purchase?.state ?? 'INTENDED', line: line?.state ?? 'DRAFT', upstream }
}

t.test('whatever goes wrong around create and pay, a purchase is bought and paid at most once', async (t) => {
  const buyer = await startBuyer(t)
  for (const { name, faults: wanted, outcome = BOUGHT } of faults) {
    t.test(name, async (t) => {
      const { orderId } = await buyer.order()
      await buyer.pay(orderId)
      await buyer.control.fault(...wanted)
      await buyer.buy(orderId)
      await buyer.control.clearFaults()
      t.strictSame(await outcomeOf(buyer, orderId), outcome)
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('an answer that comes too late belongs to a call that took effect', async (t) => {
  const buyer = await startBuyer(t, {}, { patienceMs: PATIENCE_MS })
  const late: readonly { api: string; arrived: (purchaseId: string) => Promise<boolean> }[] = [
    { api: API.create, arrived: async (id) => (await buyer.upstreamOrders(id)).length > 0 },
    { api: API.pay, arrived: async (id) => (await buyer.upstreamOrders(id)).some((order) => order.paidAt !== null) },
  ]
  for (const { api, arrived } of late) {
    t.test(api, async (t) => {
      const { orderId } = await buyer.order()
      await buyer.pay(orderId)
      const [purchase] = await buyer.purchases(orderId)
      const id = purchase?.id ?? ''
      await buyer.control.fault({ api, kind: 'hold' })
      await t.rejects(buyer.core.steps.processPurchase(id), RetryLater)
      t.equal(await arrived(id), false)
      t.match(await buyer.control.release(), { released: 1 })
      await waitFor('the late effect', async () => (await arrived(id)) || undefined)
      await buyer.buy(orderId)
      t.strictSame(await outcomeOf(buyer, orderId), BOUGHT)
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('an order that was paid and then closed has taken our money, whoever notices first', async (t) => {
  const buyer = await startBuyer(t)
  const lookers: Record<string, (purchaseId: string) => Promise<void>> = {
    'the look-up of the payment': async () => undefined,
    'a push of the close': (id) => buyer.core.steps.syncPurchase(id),
  }
  for (const [name, look] of Object.entries(lookers)) {
    t.test(name, async (t) => {
      const { orderId } = await buyer.order()
      await buyer.pay(orderId)
      const [purchase] = await buyer.purchases(orderId)
      const id = purchase?.id ?? ''
      // The debit arrives, its answer does not, and the order cannot be read until its seller has closed it.
      const unreadable: MockFault = { api: API.detail, kind: 'http', status: 500, skip: 1, times: null }
      await buyer.control.fault({ api: API.pay, kind: 'cutAfter' }, unreadable)
      await t.rejects(buyer.core.steps.processPurchase(id), UpstreamError)
      await buyer.control.clearFaults()
      const [order] = await buyer.upstreamOrders(id)
      await buyer.control.post(`/orders/${order?.orderId}/close`, { by: 'seller' })
      await look(id)
      await buyer.buy(orderId)
      t.strictSame(await outcomeOf(buyer, orderId), { ...BOUGHT, upstream: ['cancel'] })
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

type Change = (buyer: Buyer, product: MockProduct) => Promise<unknown>
const changes: readonly { name: string; change: Change; outcome: Outcome }[] = [
  {
    name: 'the price rises beyond the tolerance',
    change: ({ control }, { offerId }) => control.post(`/products/${offerId}/price`, { percent: 150 }),
    outcome: { purchase: 'PRICE_HOLD', line: 'PRICE_CONFIRM_HOLD', upstream: ['waitbuyerpay'] },
  },
  {
    name: 'the price falls a little',
    change: ({ control }, { offerId, skus: [sku] }) =>
      control.post(`/products/${offerId}/price`, { specId: sku?.specId, priceFen: (sku?.priceFen ?? 0) - 1 }),
    outcome: BOUGHT,
  },
  {
    name: 'the stock is short',
    change: ({ control }, { offerId, skus }) => control.post(`/products/${offerId}/stock`, { specId: skus[0]?.specId, quantity: 1 }),
    outcome: REFUSED,
  },
  { name: 'the product is gone', change: ({ control }, { offerId }) => control.post(`/products/${offerId}/delist`), outcome: REFUSED },
  {
    name: 'every line is listed as failed',
    change: ({ control }, { offerId }) => control.settings({ failOffers: { [offerId]: '500_002' } }),
    outcome: REFUSED,
  },
]

t.test('what changed between the quote and the purchase is noticed before money leaves', async (t) => {
  const buyer = await startBuyer(t)
  for (const { name, change, outcome } of changes) {
    t.test(name, async (t) => {
      const { orderId, product } = await buyer.order()
      await buyer.pay(orderId)
      await change(buyer, product)
      await buyer.buy(orderId)
      t.strictSame(await outcomeOf(buyer, orderId), outcome)
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('an order the seller closes before it is paid gives every hold back', async (t) => {
  const buyer = await startBuyer(t, { payOutcome: 'refused' })
  const before = await buyer.available()
  const { orderId } = await buyer.order()
  await buyer.pay(orderId)
  await buyer.buy(orderId)
  const [purchase] = await buyer.purchases(orderId)
  await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/close`)
  await buyer.buy(orderId)
  t.strictSame(await outcomeOf(buyer, orderId), { purchase: 'CANCELLED', line: 'PURCHASE_FAILED', upstream: ['cancel'] })
  t.equal(await buyer.available(), before)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('two workers at the same purchase at the same time buy it once', async (t) => {
  const buyer = await startBuyer(t)
  for (const api of [API.create, API.pay, API.detail]) {
    t.test(`while ${api} is slow`, async (t) => {
      const { orderId } = await buyer.order()
      await buyer.pay(orderId)
      const [purchase] = await buyer.purchases(orderId)
      const id = purchase?.id ?? ''
      await buyer.control.fault({ api, kind: 'latency', ms: 150, times: 2 })
      await Promise.allSettled(Array.from({ length: 4 }, () => buyer.core.steps.processPurchase(id)))
      await buyer.buy(orderId)
      t.strictSame(await outcomeOf(buyer, orderId), BOUGHT)
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('a look-up that cannot see all orders proves nothing: it is asked again instead of buying again', async (t) => {
  const buyer = await startBuyer(t)
  const { orderId } = await buyer.order({ quantity: 5 })
  await buyer.pay(orderId)
  const [line] = await buyer.lines(orderId)
  const upstream = buyer.core.upstreams.upstreamFor(false)
  const goods = { offerId: line?.offerId ?? '', specId: line?.specId ?? null, quantity: 5 }
  const address = {
    kind: 'text',
    province: '浙江省',
    city: '金华市',
    district: '义乌市',
    street: '测试路1号',
    fullName: '收货部',
    mobile: '13800000000',
  } as const
  await buyer.control.post(`/products/${goods.offerId}/stock`, { specId: goods.specId, quantity: 100_000 })
  const request = { address, flow: line?.flow ?? '', outOrderId: 'another-shop', lines: [goods] }
  for (let batch = 0; batch < 21; batch += 1) await Promise.all(Array.from({ length: 10 }, () => upstream.createOrder(request)))
  const now = buyer.clock.now().getTime()
  const window = { from: new Date(now - 600_000), to: new Date(now + 600_000) }
  await t.rejects(upstream.findOrdersByOutOrderId('another-shop', window), { code: 'client.lookupIncomplete', outcome: 'retryable' })
})

t.test('a create that takes effect when nobody waits for it any more leaves no second order', async (t) => {
  const buyer = await startBuyer(t, {}, { patienceMs: PATIENCE_MS })
  /** The call is given up as absent although it is still on its way; then it arrives. */
  const unheard = async (meanwhile: (orderId: string, purchaseId: string) => Promise<unknown>) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    const [purchase] = await buyer.purchases(orderId)
    const id = purchase?.id ?? ''
    await buyer.control.fault({ api: API.create, kind: 'hold' })
    await t.rejects(buyer.core.steps.processPurchase(id), RetryLater)
    await buyer.advance(26_000)
    await meanwhile(orderId, id)
    await buyer.control.release()
    await waitFor('the late order', async () => (await buyer.upstreamOrders(id)).length > 1 || undefined)
    return { orderId, id }
  }
  const strays = async (id: string) => (await buyer.upstreamOrders(id)).map((order) => order.status).sort()

  t.test('bought again meanwhile: the late one is cancelled', async (t) => {
    const { orderId, id } = await unheard((orderId) => buyer.buy(orderId))
    t.strictSame(await strays(id), ['waitbuyerpay', 'waitsellersend'])
    await buyer.core.steps.findTwins(id)
    for (const twin of (await buyer.purchases(orderId)).filter((one) => one.id !== id)) {
      t.match(twin, { lastOutcome: `twin of ${id}`, expectedFen: 0n })
      await buyer.settled(() => buyer.core.steps.processPurchase(twin.id))
      await buyer.settled(() => buyer.core.steps.cancelPurchase(twin.id))
    }
    t.strictSame(await strays(id), ['cancel', 'waitsellersend'])
    await buyer.core.steps.findTwins(id)
    t.equal((await buyer.purchases(orderId)).length, 2, 'looked for again, nothing is new')
    t.match(await buyer.lines(orderId), [{ state: 'PURCHASED' }])
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('paid by somebody before it was found: a person is told, once, and the books show it', async (t) => {
    const { orderId, id } = await unheard((orderId) => buyer.buy(orderId))
    const late = (await buyer.upstreamOrders(id)).find((order) => order.status === 'waitbuyerpay')
    await buyer.control.post(`/orders/${late?.orderId}/pay`)
    await buyer.core.steps.findTwins(id)
    await buyer.core.steps.findTwins(id)
    const differences = () => buyer.core.officeReads.differences({}, 10)
    const told = { kind: 'ORDER_DUPLICATE', subject: late?.orderId, state: 'OPEN', goneAt: null, orderId, oursMinor: 0n }
    t.match(await differences(), [{ ...told, ours: { order: late?.orderId }, theirs: { order: late?.orderId, purchase: id } }])
    const twin = (await buyer.purchases(orderId)).find((one) => one.id !== id)
    await buyer.settled(() => buyer.core.steps.processPurchase(twin?.id ?? ''))
    t.match(
      (await buyer.purchases(orderId)).find((one) => one.id === twin?.id),
      { state: 'PAID', upstreamOrderId: late?.orderId },
    )
    await buyer.advance(31 * 60_000)
    await buyer.core.steps.compareBooks()
    t.match(
      (await differences()).filter(({ kind }) => kind === 'ORDER_DUPLICATE'),
      [told],
      'a comparison finds the same, once',
    )
    t.match(await buyer.newProblems(), [/was bought 2 times/], 'both are paid at 1688: nothing hides it')
  })

  t.test('it shows before the next try: it is the order, and nothing is sent', async (t) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    const [purchase] = await buyer.purchases(orderId)
    const id = purchase?.id ?? ''
    await buyer.control.fault({ api: API.create, kind: 'cutAfter' }, { api: API.create, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' })
    // The list lags longer than absence takes to be proof.
    await buyer.control.settings({ listOutOrderIdDelayMs: 60_000 })
    await t.rejects(buyer.core.steps.processPurchase(id), RetryLater)
    await buyer.advance(26_000)
    await t.rejects(buyer.core.steps.processPurchase(id), { code: 'gw.QosAppFrequencyLimit' })
    t.match(await buyer.purchases(orderId), [{ state: 'INTENDED', upstreamOrderId: null }])
    await buyer.advance(60_000)
    await buyer.buy(orderId)
    await buyer.control.settings({ listOutOrderIdDelayMs: 0 })
    t.strictSame(await outcomeOf(buyer, orderId), BOUGHT)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('cancelled by the partner meanwhile: the late order is cancelled too', async (t) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    const [purchase] = await buyer.purchases(orderId)
    const id = purchase?.id ?? ''
    await buyer.control.fault(
      { api: API.create, kind: 'hold' },
      { api: API.create, kind: 'gateway', code: 'gw.QosAppFrequencyLimit', skip: 1 },
    )
    await t.rejects(buyer.core.steps.processPurchase(id), RetryLater)
    await buyer.advance(26_000)
    await t.rejects(buyer.core.steps.processPurchase(id), { code: 'gw.QosAppFrequencyLimit' })
    await buyer.cancel(orderId)
    t.match(await buyer.lines(orderId), [{ state: 'CANCELLED' }])
    await buyer.control.release()
    await waitFor('the late order', async () => (await buyer.upstreamOrders(id)).length > 0 || undefined)
    await buyer.settled(() => buyer.core.steps.findTwins(id))
    const twin = (await buyer.purchases(orderId)).find((one) => one.id !== id)
    await buyer.settled(() => buyer.core.steps.processPurchase(twin?.id ?? ''))
    await buyer.settled(() => buyer.core.steps.cancelPurchase(twin?.id ?? ''))
    t.strictSame(await strays(id), ['cancel'])
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('3.1 a debit that never reached 1688 uses up no try, a refused one does', async (t) => {
  const buyer = await startBuyer(t)
  const patient = await buyer.order()
  await buyer.control.fault({ api: API.pay, kind: 'gateway', code: 'gw.QosAppFrequencyLimit', times: 5 })
  await buyer.pay(patient.orderId)
  await buyer.buy(patient.orderId)
  t.strictSame(await outcomeOf(buyer, patient.orderId), BOUGHT)
  t.match(await buyer.purchases(patient.orderId), [{ paymentAttempts: 1 }])

  const poor = await buyer.order()
  await buyer.control.settings({ payOutcome: 'refused' })
  await buyer.pay(poor.orderId)
  const [purchase] = await buyer.purchases(poor.orderId)
  await buyer.settled(() => buyer.core.steps.processPurchase(purchase?.id ?? ''))
  t.match(await buyer.purchases(poor.orderId), [{ state: 'CREATED', paymentAttempts: 3 }])
  t.strictSame(await buyer.newProblems(), [])
})
