import t from 'tap'
import { aTopUp } from '../../store/ledger-rows.ts'
import { insertOrder } from '../../store/order-rows.ts'
import { openPartnerServer, type TestPartner } from './partner-server.ts'

const server = await openPartnerServer(t)
const LINES = [{ productId: 'prd_612345678901', quantity: 10 }]

async function quoted(partner: TestPartner): Promise<{ id: string; expiresAt: string }> {
  return (await partner.post('/v1/quotes', { lines: LINES, currency: 'USD' })).json()
}
const fund = (partner: TestPartner, amount: bigint) => server.store.unitOfWork.run((tx) => tx.ledger.post(aTopUp(partner.tenant, amount)))

t.test('quote, order, pay: every step answers the resource and moves the money', async (t) => {
  const partner = await server.newPartner()
  const quote = await partner.post('/v1/quotes', { lines: LINES })
  t.equal(quote.statusCode, 201)
  t.match(quote.json(), { object: 'quote', status: 'OPEN', total: { amount: 1000, currency: 'USD' }, language: 'en', livemode: false })
  t.equal(quote.headers.location, `/v1/quotes/${quote.json().id}`)
  t.same((await partner.get(`/v1/quotes/${quote.json().id}`)).json(), quote.json())

  const placed = await partner.post('/v1/orders', { quoteId: quote.json().id, externalRef: 'PO 1', metadata: { constructor: 'x', a: '1' } })
  t.equal(placed.statusCode, 201)
  const order = placed.json()
  t.match(order, {
    status: 'PENDING_PAYMENT',
    externalRef: 'PO 1',
    metadata: { constructor: 'x', a: '1' },
    lines: [{ quantities: { ordered: 10 } }],
  })
  t.equal((await partner.get(`/v1/quotes/${quote.json().id}`)).json().orderId, order.id)

  t.match((await partner.get(`/v1/orders/${order.id}`)).json(), {
    lineCounts: { PENDING_PAYMENT: 1 },
    cancellation: { possible: true, free: true, kind: 'FREE', refund: { amount: 0 }, until: order.payBefore },
  })

  const poor = await partner.post(`/v1/orders/${order.id}/pay`, undefined)
  t.equal(poor.statusCode, 402)
  t.match(poor.json(), { shortfall: { amount: 1000, currency: 'USD' }, required: { currency: 'USD' }, available: { currency: 'USD' } })
  await fund(partner, 5000n)
  const paid = await partner.post(`/v1/orders/${order.id}/pay`, undefined)
  t.equal(paid.statusCode, 200)
  t.match(paid.json(), { status: 'PURCHASING', paidAt: /Z$/ })
  t.not(paid.headers.etag, placed.headers.etag)
  const again = await partner.post(`/v1/orders/${order.id}/pay`, undefined)
  t.match(again.json(), { status: 409, code: 'order.move_not_allowed' })

  const balances = (await partner.get('/v1/balances')).json().data
  t.match(balances, [{ currency: 'USD', available: { amount: 4000, currency: 'USD' }, reserved: { amount: 1000 }, credit: null }])
  t.ok((await partner.get('/v1/ledger-entries?limit=1')).json().hasMore)
  const timeline = (await partner.get(`/v1/orders/${order.id}/timeline`)).json().data
  t.ok(timeline.some((entry: { event: string; actor: string }) => entry.event === 'pay' && entry.actor === 'partner'))
  t.equal((await partner.get('/v1/events?type=order.paid')).json().data[0].resource.id, order.id)
})

t.test('an order that says pay is made and paid in one call, or not made', async (t) => {
  const partner = await server.newPartner()
  const { id: quoteId } = await quoted(partner)
  const poor = await partner.post('/v1/orders', { quoteId, pay: true })
  t.match(poor.json(), { status: 402, code: 'wallet.insufficient', shortfall: { amount: 1000, currency: 'USD' } })
  t.match((await partner.get(`/v1/quotes/${quoteId}`)).json(), { status: 'OPEN', orderId: null })
  t.same((await partner.get('/v1/orders')).json().data, [])

  await fund(partner, 5000n)
  const placed = await partner.post('/v1/orders', { quoteId, pay: true })
  t.equal(placed.statusCode, 201)
  const order = placed.json()
  t.match(order, { status: 'PURCHASING', paidAt: /Z$/, lineCounts: { PURCHASING: 1 } })
  const { cancellation: _, ...read } = (await partner.get(`/v1/orders/${order.id}`)).json()
  t.match(read, order, 'what was answered is what was written')
  const balances = (await partner.get('/v1/balances')).json().data
  t.match(balances, [{ available: { amount: 4000 }, reserved: { amount: 1000 } }])
  const timeline = (await partner.get(`/v1/orders/${order.id}/timeline`)).json().data
  t.same(timeline.map(({ event }: { event: string }) => event).toSorted(), ['accept', 'clear', 'pay'])
  const told = (await partner.get('/v1/events')).json().data
  t.same(told.map(({ type }: { type: string }) => type).toSorted(), ['line.status_changed', 'line.status_changed', 'order.paid'])
  const jobs = await server.store.db.selectFrom('outbox').select(['name', 'payload']).orderBy('id').execute()
  t.ok(jobs.some(({ name }) => name === 'purchase-order'))
  t.match((await partner.post(`/v1/orders/${order.id}/pay`, undefined)).json(), { status: 409, code: 'order.move_not_allowed' })
})

t.test('403: a key that may place orders and not pay them cannot pay by placing', async (t) => {
  const partner = await server.newPartner({ scopes: ['orders:write', 'quotes:write'] })
  const { id: quoteId } = await quoted(partner)
  const refused = await partner.post('/v1/orders', { quoteId, pay: true })
  t.match(refused.json(), { status: 403, code: 'auth.scope_missing', allowed: ['orders:pay'] })
  t.equal((await partner.post('/v1/orders', { quoteId })).statusCode, 201)
})

t.test('50 parallel orders with one key: one order in the database', async (t) => {
  const partner = await server.newPartner()
  const { id: quoteId } = await quoted(partner)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => partner.post('/v1/orders', { quoteId }, { 'idempotency-key': 'one-order-please' })),
  )
  const made = answers.filter((answer) => answer.statusCode === 201)
  t.ok(made.length > 0)
  t.equal(new Set(made.map((answer) => answer.body)).size, 1)
  for (const answer of answers) t.match(answer.statusCode, /201|409/)
  t.equal((await partner.get('/v1/orders')).json().data.length, 1)
  const replay = await partner.post('/v1/orders', { quoteId }, { 'idempotency-key': 'one-order-please' })
  t.equal(replay.headers['idempotent-replayed'], 'true')
  t.equal(replay.body, made[0]?.body)
})

t.test('410 and 409: an expired quote, a used one, a reference that is taken', async (t) => {
  const partner = await server.newPartner()
  const { id: quoteId } = await quoted(partner)
  const { id } = (await partner.post('/v1/orders', { quoteId, externalRef: 'PO-9' })).json()
  t.match((await partner.post('/v1/orders', { quoteId })).json(), { status: 409, code: 'quote.already_used', existingId: id })
  const { id: second } = await quoted(partner)
  t.match((await partner.post('/v1/orders', { quoteId: second, externalRef: 'PO-9' })).json(), {
    status: 409,
    code: 'order.external_ref_taken',
    existingId: id,
  })
  server.clock.advance(31 * 60_000)
  t.equal((await partner.get(`/v1/quotes/${second}`)).json().status, 'EXPIRED')
  t.match((await partner.post('/v1/orders', { quoteId: second })).json(), { status: 410, code: 'quote.expired' })
})

t.test('a refusal that is about a field of the body says which', async (t) => {
  const partner = await server.newPartner()
  const answer = await partner.post('/v1/quotes', { lines: [{ productId: 'prd_404', quantity: 1 }] })
  t.match(answer.json(), {
    status: 404,
    code: 'product.not_found',
    errors: [{ in: 'body', pointer: '#/lines/0/productId', code: 'not_found' }],
  })
})

t.test('cancel, and lists by status and page', async (t) => {
  const partner = await server.newPartner()
  const ids: string[] = []
  for (let n = 0; n < 3; n++) {
    server.clock.advance(1_000)
    const { id: quoteId } = await quoted(partner)
    ids.unshift((await partner.post('/v1/orders', { quoteId, externalRef: `n${n}` })).json().id)
  }
  const cancelled = await partner.post(`/v1/orders/${ids[0]}/cancel`, { reason: 'too many' })
  t.match(cancelled.json(), { status: 'CANCELLED' })
  t.match((await partner.get(`/v1/orders/${ids[0]}`)).json().cancellation, {
    possible: false,
    free: false,
    kind: 'NONE',
    reasons: ['OVER'],
  })
  const first = (await partner.get('/v1/orders?limit=2')).json()
  t.same(
    first.data.map((order: { id: string }) => order.id),
    ids.slice(0, 2),
  )
  const second = (await partner.get(`/v1/orders?limit=2&cursor=${first.nextCursor}`)).json()
  t.same(
    second.data.map((order: { id: string }) => order.id),
    ids.slice(2),
  )
  t.same([second.hasMore, second.nextCursor], [false, null])
  t.equal((await partner.get('/v1/orders?status=CANCELLED')).json().data.length, 1)
  t.equal((await partner.get('/v1/orders?externalRef=n1')).json().data.length, 1)
  t.equal((await partner.get('/v1/orders?status=NO_SUCH')).statusCode, 422)
  const until = encodeURIComponent(server.clock.now().toISOString())
  t.equal((await partner.get(`/v1/orders?createdAtLt=${until}`)).json().data.length, 2)
})

t.test('an order from lines: quoted on the way, refused above the highest total, and either of quote and lines', async (t) => {
  const partner = await server.newPartner()
  const key = { 'idempotency-key': 'from-lines-once' }
  const body = { lines: LINES, currency: 'USD', maxTotal: { amount: 1000, currency: 'USD' }, priceTolerance: { bps: 50, fen: 0 } }
  const placed = await partner.post('/v1/orders', body, key)
  t.equal(placed.statusCode, 201)
  t.match(placed.json(), {
    status: 'PENDING_PAYMENT',
    total: { amount: 1000 },
    lines: [{ priceTolerance: { bps: 50, fen: 0 }, remark: null }],
  })
  t.equal((await partner.get(`/v1/quotes/${placed.json().quoteId}`)).json().status, 'ORDERED')
  t.equal((await partner.post('/v1/orders', body, key)).body, placed.body)
  const dear = await partner.post('/v1/orders', { ...body, maxTotal: { amount: 999, currency: 'USD' } })
  t.match(dear.json(), { status: 409, code: 'order.price_ceiling_exceeded', errors: [{ pointer: '#/maxTotal' }] })
  t.equal((await partner.get('/v1/orders')).json().data.length, 1)
  for (const neither of [{}, { lines: LINES, quoteId: placed.json().quoteId }])
    t.match((await partner.post('/v1/orders', neither)).json(), { status: 422, code: 'order.quote_or_lines' })
})

t.test('lists of a supplier, and of what changed since, last change first', async (t) => {
  const partner = await server.newPartner()
  const ids: string[] = []
  for (let n = 0; n < 3; n++) {
    server.clock.advance(1_000)
    const { id: quoteId } = await quoted(partner)
    ids.push((await partner.post('/v1/orders', { quoteId })).json().id)
  }
  const idsOf = async (query: string): Promise<string[]> =>
    (await partner.get(`/v1/orders?${query}`)).json().data.map((order: { id: string }) => order.id)
  t.same(await idsOf('supplierId=sup_BBBxx'), [...ids].reverse())
  t.same(await idsOf('supplierId=sup_BBBother'), [])
  t.same(await idsOf('supplierId=sup_BBBxx&status=CANCELLED'), [])
  server.clock.advance(60_000)
  const since = encodeURIComponent(server.clock.now().toISOString())
  await partner.post(`/v1/orders/${ids[0]}/cancel`, {})
  t.same(await idsOf(`updatedAtGte=${since}`), [ids[0]])
  t.same(await idsOf(`updatedAtGte=${since}&status=CANCELLED&supplierId=sup_BBBxx`), [ids[0]])
  t.same(await idsOf(`updatedAtGte=${since}&status=PENDING_PAYMENT`), [])
  t.same(await idsOf(`updatedAtLt=${since}`), [ids[2], ids[1]])
  const first = (await partner.get('/v1/orders?updatedAtGte=2020-01-01T00:00:00Z&limit=2')).json()
  t.same(
    first.data.map((order: { id: string }) => order.id),
    [ids[0], ids[2]],
  )
  const second = (await partner.get(`/v1/orders?updatedAtGte=2020-01-01T00:00:00Z&limit=2&cursor=${first.nextCursor}`)).json()
  t.same([second.data.map((order: { id: string }) => order.id), second.hasMore], [[ids[1]], false])
})

t.test('a changed price is shown with its deadline, answered once, and there is no answer without a question', async (t) => {
  const partner = await server.newPartner()
  const answerBy = new Date(server.clock.now().getTime() + 48 * 3_600_000)
  const asked = { state: 'PRICE_CONFIRM_HOLD', priceAsk: { goodsFen: 8000n, domesticFreightFen: 500n }, priceAnswerBy: answerBy } as const
  const { order } = await server.store.unitOfWork.run((tx) => insertOrder(tx, partner.tenant, { line: asked }))
  const url = `/v1/orders/${order.id}`
  const [line] = (await partner.get(url)).json().lines
  t.match(line.priceConfirmation, {
    quotedGoods: { amount: 7000, currency: 'CNY' },
    askedGoods: { amount: 8000, currency: 'CNY' },
    askedDomesticFreight: { amount: 500, currency: 'CNY' },
    // 80 yuan and 5 yuan at 0.14, the fee of 0.50 as agreed, and 1.5 % of all of it.
    askedTotal: { amount: 1120 + 70 + 50 + 19, currency: 'USD' },
    answerBefore: answerBy.toISOString(),
  })
  t.match((await partner.post(`${url}/price-confirmation`, { decision: 'accept' })).json(), {
    status: 402,
    code: 'wallet.insufficient',
    shortfall: { amount: 259, currency: 'USD' },
  })
  await fund(partner, 259n)
  const accepted = await partner.post(`${url}/price-confirmation`, { decision: 'accept' })
  t.match(accepted.json(), { status: 'PURCHASING', total: { amount: 1259 }, lines: [{ priceConfirmation: null, stopping: false }] })
  t.match((await partner.post(`${url}/price-confirmation`, { decision: 'reject' })).json(), { status: 409, code: 'order.move_not_allowed' })
  t.equal((await partner.post(`${url}/price-confirmation`, { decision: 'maybe' })).statusCode, 422)
})
