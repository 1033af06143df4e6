import t from 'tap'
import { SCOPES } from '../../../src/domain/partners/scopes.ts'
import { partnerRoutes } from '../../../src/http/routes.ts'
import { insertEverything } from '../../store/everything.ts'
import { ids } from '../../store/order-rows.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const owner = await server.newPartner()
const rows = await insertEverything(server.store, owner.tenant)
server.files.set(rows.file.storageKey, Buffer.from('the bytes'))
const IDS: Record<string, string> = {
  quoteId: rows.quote.id,
  orderId: rows.order.id,
  parcelId: rows.parcel.id,
  inspectionId: rows.inspection.id,
  shipmentId: rows.shipment.id,
  refundId: rows.refund.id,
  topUpId: rows.topUp.id,
  drawId: rows.draw.id,
  month: '2026-01',
  fileId: rows.file.id,
}
const urlOf = (path: string, change: (id: string) => string = (id) => id) =>
  path.replace(/\{(\w+)\}/g, (_text, name) => change(IDS[name] ?? ''))
const urls = (path: string) => (path === '/v1/products' ? '/v1/products?keyword=lamp' : urlOf(path))
const otherOf = (id: string) => ids.next(id.slice(0, 3) as 'ord')

t.test('API2: every route wants a key', async (t) => {
  for (const route of partnerRoutes) {
    const answer = await server.app.inject({ method: route.method, url: urls(route.path) })
    t.equal(answer.statusCode, 401, route.operationId)
  }
})

t.test('API5: every route wants its scope, and no other scope will do', async (t) => {
  for (const route of partnerRoutes.filter((one) => one.scope !== null)) {
    const stranger = await server.newPartner({ scopes: SCOPES.filter((scope) => scope !== route.scope) })
    const answer = await stranger.call({ method: route.method, url: urls(route.path) })
    t.match(answer.json(), { status: 403, code: 'auth.scope_missing', allowed: [route.scope] }, route.operationId)
  }
  const known = new Set<string>(SCOPES)
  for (const route of partnerRoutes) if (route.scope !== null) t.ok(known.has(route.scope), `${route.scope} is a scope`)
})

t.test('every read answers what its schema says', async (t) => {
  for (const route of partnerRoutes.filter((one) => one.method === 'GET' && one.tag !== 'Catalogue')) {
    const answer = await owner.get(urls(route.path))
    t.equal(answer.statusCode, 200, `${route.operationId}: ${answer.body.slice(0, 200)}`)
    t.match(answer.headers.ratelimit === undefined ? 'none' : 'some', /none|some/)
    if (route.etag) {
      t.match(answer.headers.etag, /^"[^"]+"$/, route.operationId)
      t.equal(
        (await owner.get(urls(route.path), { 'if-none-match': String(answer.headers.etag) })).statusCode,
        304,
        `${route.operationId}: 304`,
      )
    }
  }
})

t.test('API1: a foreign id answers like a missing one, by partner and by mode, on every route', async (t) => {
  const stranger = await server.newPartner()
  const live = await server.newPartner({ partnerId: owner.tenant.partnerId, livemode: true })
  const BODIES: Record<string, object> = {
    cancelOrder: {},
    answerPrice: { decision: 'accept' },
    decideInspection: { decision: 'ACCEPT_AS_IS' },
    addRefundEvidence: { items: [{ fileId: rows.file.id, item: 'TAPE_MEASURE' }] },
  }
  const withoutNoise = (body: string) => body.replaceAll(/"(requestId|instance)":"[^"]*"/g, '')
  for (const route of partnerRoutes.filter((one) => one.path.includes('Id}') && one.tag !== 'Catalogue')) {
    const ask = (who: typeof owner, url: string) => {
      if (route.method === 'GET') return who.get(url)
      return who.post(url, BODIES[route.operationId], route.ifMatch ? { 'if-match': '"v1"' } : {})
    }
    const missing = await ask(owner, urlOf(route.path, otherOf))
    t.match(missing.json(), { status: 404, code: 'resource.not_found' }, route.operationId)
    for (const who of [stranger, live]) {
      const foreign = await ask(who, urlOf(route.path))
      t.equal(foreign.statusCode, 404, `${route.operationId}: 404`)
      t.equal(withoutNoise(foreign.body), withoutNoise(missing.body), `${route.operationId}: the same bytes`)
    }
  }
})

t.test('API1: lists show nothing of others', async (t) => {
  const stranger = await server.newPartner()
  for (const route of partnerRoutes.filter(
    (one) => one.method === 'GET' && !one.path.includes('{') && one.query && one.tag !== 'Catalogue',
  )) {
    t.same((await stranger.get(route.path)).json().data, [], route.operationId)
    t.ok((await owner.get(route.path)).json().data.length > 0, `${route.operationId}: the owner sees his`)
  }
  t.same((await stranger.get('/v1/balances')).json().data, [])
})

t.test('API3: fields that are not the caller to set are refused', async (t) => {
  for (const route of partnerRoutes.filter((one) => one.body !== undefined)) {
    for (const field of ['partnerId', 'livemode', 'status', 'price']) {
      const answer = await owner.post(urls(route.path), { ...(route.bodyExample as object), [field]: 'x' }, { 'if-match': '"v1"' })
      t.equal(answer.statusCode, 422, `${route.operationId} ${field}`)
      t.match(answer.json().errors, [{ pointer: `#/${field}`, code: 'unknown_field' }], `${route.operationId} ${field}`)
    }
  }
})

t.test('every POST wants an idempotency key', async (t) => {
  for (const route of partnerRoutes.filter((one) => one.method === 'POST')) {
    const answer = await owner.call({ method: 'POST', url: urls(route.path), payload: (route.bodyExample ?? {}) as object })
    t.equal(answer.json().code, 'idempotency.key_required', route.operationId)
  }
})

t.test('files: bytes that cannot run, and no file of the staff', async (t) => {
  const answer = await owner.get(`/v1/files/${rows.file.id}`)
  t.equal(answer.body, 'the bytes')
  t.match(answer.headers, {
    'content-type': 'image/jpeg',
    'content-security-policy': /sandbox/,
    'content-disposition': /^attachment/,
    'x-content-type-options': 'nosniff',
  })
  t.equal((await owner.get(`/v1/files/${rows.staffFile.id}`)).statusCode, 404)
  const inspection = (await owner.get(`/v1/inspections/${rows.inspection.id}`)).json()
  t.same(
    inspection.photos.map((photo: { fileId: string }) => photo.fileId),
    [rows.file.id],
    'the redacted copy only',
  )
})

t.test('events: amounts beyond 2^53 are text rather than wrong', async (t) => {
  const { data } = (await owner.get(`/v1/events?resourceId=${rows.order.id}`)).json()
  t.match(data[0], { type: 'order.paid', sequence: 1, data: { totalMinor: '9007199254740993' } })
})
