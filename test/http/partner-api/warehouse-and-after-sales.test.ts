import t from 'tap'
import { insertEverything } from '../../store/everything.ts'
import { aTopUp } from '../../store/ledger-rows.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)

t.test('a decision is made on the version that was seen', async (t) => {
  const partner = await server.newPartner()
  const { inspection } = await insertEverything(server.store, partner.tenant)
  const url = `/v1/inspections/${inspection.id}/decisions`
  t.match((await partner.post(url, { decision: 'ACCEPT_AS_IS' })).json(), { status: 428, code: 'resource.version_required' })
  t.match((await partner.post(url, { decision: 'ACCEPT_AS_IS' }, { 'if-match': '"v9"' })).json(), {
    status: 412,
    code: 'resource.version_mismatch',
  })
  const { headers } = await partner.get(`/v1/inspections/${inspection.id}`)
  const early = await partner.post(url, { decision: 'ACCEPT_AS_IS' }, { 'if-match': String(headers.etag) })
  t.match(early.json(), { status: 409, code: 'inspection.move_not_allowed' }, 'there is nothing to decide yet')
})

t.test('amounts must be in the currency of the order', async (t) => {
  const partner = await server.newPartner()
  const { line, inspection } = await insertEverything(server.store, partner.tenant)
  const amount = { amount: 100, currency: 'JPY' }
  const claim = { lineId: line.id, quantity: 1, type: 'PARTIAL_REFUND', reasonCode: 'DEFECTIVE_QUALITY', description: 'scratched', amount }
  t.match((await partner.post('/v1/refunds', claim)).json(), { status: 422, code: 'ledger.currency_mismatch' })
  const decision = { decision: 'PARTIAL_REFUND', amount }
  const answer = await partner.post(`/v1/inspections/${inspection.id}/decisions`, decision, { 'if-match': '*' })
  t.match(answer.json(), { status: 422, code: 'ledger.currency_mismatch' })
})

t.test('refunds: a claim that does not fit the state of the goods, a foreign line', async (t) => {
  const partner = await server.newPartner()
  const stranger = await server.newPartner()
  const { line } = await insertEverything(server.store, partner.tenant)
  const claim = { lineId: line.id, quantity: 1, type: 'RETURN_REFUND', reasonCode: 'DEFECTIVE_QUALITY', description: 'scratched' }
  t.match((await partner.post('/v1/refunds', claim)).json(), { status: 409, code: /^refund\./ })
  t.match((await stranger.post('/v1/refunds', claim)).json(), { status: 404, code: 'resource.not_found' })
  t.equal((await partner.post('/v1/refunds', { ...claim, type: 'GOODWILL' })).statusCode, 422, 'only the desk opens these')
})

t.test('shipments: units of others and unknown lots are not available', async (t) => {
  const partner = await server.newPartner()
  const stranger = await server.newPartner()
  const { lot } = await insertEverything(server.store, partner.tenant)
  const consignee = { name: 'N', phone: '1', countryCode: 'US', postalCode: '1', region: '', city: 'C', addressLine: 'A' }
  const order = { items: [{ lotId: lot.id, quantity: 1 }], consignee, lineCode: 'US-EXPRESS' }
  t.match((await stranger.post('/v1/shipments', order)).json(), { status: 409, code: 'shipment.items_not_available' })
  t.match((await partner.post('/v1/shipments', { ...order, items: [{ lotId: lot.id, quantity: 11 }] })).json(), {
    code: 'shipment.items_not_available',
  })
  t.equal((await partner.post('/v1/shipments', { ...order, consignee: { ...consignee, countryCode: 'usa' } })).statusCode, 422)
  await server.store.unitOfWork.run((tx) => tx.ledger.post(aTopUp(partner.tenant, 100_000n)))
  t.equal((await partner.get('/v1/stock')).json().data[0].availableQuantity, 10)
})

t.test('simulations: test keys only, and replayed like everything else', async (t) => {
  const partner = await server.newPartner()
  const live = await server.newPartner({ livemode: true })
  const body = { event: 'seller.ships', resourceId: 'ord_00000000000000000000000000' }
  t.match((await live.post('/v1/sandbox/simulations', body)).json(), { status: 403, code: 'mode.test_only' })
  const first = await partner.post('/v1/sandbox/simulations', body, { 'idempotency-key': 'simulate-once' })
  t.match(first.json(), { object: 'simulation', event: 'seller.ships', status: 'seller.ships' })
  t.equal(
    (await partner.post('/v1/sandbox/simulations', body, { 'idempotency-key': 'simulate-once' })).headers['idempotent-replayed'],
    'true',
  )
  t.equal((await partner.post('/v1/sandbox/simulations', { ...body, event: 'money.falls' })).statusCode, 422)
})

t.test('me: who the key is', async (t) => {
  const partner = await server.newPartner({ scopes: ['orders:read'] })
  t.match((await partner.get('/v1/me')).json(), {
    partnerId: partner.tenant.partnerId,
    livemode: false,
    scopes: ['orders:read'],
    defaultCurrency: 'USD',
  })
})
