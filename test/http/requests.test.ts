import { connect } from 'node:net'
import t from 'tap'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, post, app } = server

t.test('400: what cannot be read', async (t) => {
  for (const [name, payload] of [
    ['half a document', '{"name":'],
    ['not JSON', 'name=lamp'],
    ['a prototype in the body', '{"name":"lamp","__proto__":{"admin":true}}'],
    ['a constructor in the body', '{"name":"lamp","constructor":{"prototype":{}}}'],
  ] as const) {
    const answer = await post(payload, { 'content-type': 'application/json' })
    t.equal(answer.statusCode, 400, name)
    t.match(answer.json(), { code: 'request.malformed_json', status: 400 }, name)
    t.notMatch(answer.body, /position|FST_|Unexpected/, `${name}: no innards`)
  }
  const answer = await call({ url: '/v1/things/%E0%A4%A' })
  t.equal(answer.statusCode, 400)
  t.equal(answer.json().code, 'request.malformed')
  t.match(answer.headers['request-id'], /^req_/, 'errors before routing carry an id too')
})

t.test('401: no key, and a document says how', async (t) => {
  const answer = await call({ url: '/v1/things', key: null })
  t.equal(answer.statusCode, 401)
  t.equal(answer.headers['www-authenticate'], 'Bearer')
  t.match(answer.headers['content-type'], /^application\/problem\+json/)
  t.match(answer.json(), { type: 'https://api.test/docs/errors#auth.required', code: 'auth.required', instance: '/v1/things' })
})

t.test('402 and 409: a refusal of the domain, with the facts a caller may see', async (t) => {
  const poor = await post({ name: 'poor' })
  t.equal(poor.statusCode, 402)
  t.same(poor.json().shortfall, { amount: 5, currency: 'JPY' })
  const forbidden = await post({ name: 'forbidden' })
  t.equal(forbidden.statusCode, 409)
  t.same(forbidden.json().allowed, ['cancel'])
  t.notMatch(forbidden.body, /innards/)
})

t.test('404: a foreign thing answers exactly like a missing one', async (t) => {
  const created = (await post({ name: 'mine' })).json()
  const stranger = server.addKey({ partnerId: 'par_b' })
  const rehearsal = server.addKey({ livemode: false })
  const missing = await call({ url: '/v1/things/ord_00000000000000000000000000' })
  t.equal(missing.statusCode, 404)
  for (const [name, answer] of [
    ['another partner', await call({ url: `/v1/things/${created.id}`, key: stranger })],
    ['the other mode', await call({ url: `/v1/things/${created.id}`, key: rehearsal })],
    ['a wrong prefix', await call({ url: '/v1/things/shp_00000000000000000000000000' })],
    ['no id at all', await call({ url: '/v1/things/abc' })],
  ] as const) {
    t.equal(answer.statusCode, 404, name)
    const without = (body: string) => body.replaceAll(/"(requestId|instance)":"[^"]*"/g, '')
    t.equal(without(answer.body), without(missing.body), `${name}: the same bytes`)
  }
  t.equal((await call({ url: '/v1/nothing', key: null })).json().code, 'resource.not_found', 'an unknown path needs no key')
})

t.test('405: a known path with another method lists what is allowed', async (t) => {
  for (const method of ['DELETE', 'PUT', 'OPTIONS'] as const) {
    const answer = await call({ method, url: '/v1/things', key: null })
    t.equal(answer.statusCode, 405, method)
    t.equal(answer.headers.allow, 'GET, HEAD, POST')
    t.equal(answer.json().code, 'request.method_not_allowed')
  }
})

t.test('406: an answer the caller could not read is refused before any work', async (t) => {
  t.equal((await call({ url: '/v1/things', headers: { accept: 'text/html' } })).statusCode, 406)
  for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.5']) {
    t.equal((await call({ url: '/v1/things', headers: { accept } })).statusCode, 200, accept)
  }
})

t.test('413 and 415: too much, or not JSON', async (t) => {
  const large = await post({ name: 'x'.repeat(300 * 1024) })
  t.equal(large.statusCode, 413)
  t.equal(large.json().code, 'request.too_large')
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
    const answer = await post('name=lamp', { 'content-type': type })
    t.equal(answer.statusCode, 415, type)
    t.equal(answer.json().code, 'request.unsupported_media_type')
  }
})

t.test('500: no innards, but a line in the log under the same id', async (t) => {
  const answer = await post({ name: 'explode' })
  t.equal(answer.statusCode, 500)
  t.match(answer.json(), { code: 'internal.unexpected', requestId: answer.headers['request-id'] })
  t.notMatch(answer.body, /swordfish|at |\.ts/)
  const line = server.lines.find((one) => one.includes('swordfish'))
  t.match(line, String(answer.headers['request-id']))
})

t.test('500: an answer that does not fit its schema, and an object without one', async (t) => {
  t.equal((await call({ url: '/v1/broken-things' })).statusCode, 500)
  const bare = await buildSampleServer({
    addRoutes: async (instance) => {
      instance.get('/unwritten', async () => ({ secret: 'must not leave' }))
    },
  })
  t.teardown(() => bare.app.close())
  const answer = await bare.call({ url: '/unwritten' })
  t.equal(answer.statusCode, 500)
  t.notMatch(answer.body, /must not leave/)
})

t.test('fields that the schema does not name never leave', async (t) => {
  const answer = await post({ name: 'lamp', metadata: { colour: 'red' } })
  t.equal(answer.statusCode, 201)
  t.same(Object.keys(answer.json()), ['id', 'name', 'price', 'metadata', 'note'])
  t.equal(answer.headers.location, `/v1/things/${answer.json().id}`)
  t.match(answer.headers['content-type'], /^application\/json/)
  t.equal(answer.headers['cache-control'], 'no-store')
})

t.test('HEAD answers like GET without a body', async (t) => {
  const { id } = (await post({ name: 'lamp' })).json()
  const answer = await call({ method: 'HEAD', url: `/v1/things/${id}` })
  t.equal(answer.statusCode, 200)
  t.equal(answer.body, '')
  t.equal(answer.headers.etag, '"v1"')
})

t.test('bytes that are not HTTP get a problem too', async (t) => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('this is not http\r\n\r\n'))
    let received = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('end', () => resolve(received))
    socket.on('error', reject)
  })
  t.match(text, /^HTTP\/1\.1 400 /)
  t.match(text, /"code":"request\.malformed"/)
  t.match(text, /connection: close/)
})

t.test('every answer carries an id, security headers and no sign of what runs here', async (t) => {
  const { headers } = await call({ url: '/v1/things', headers: { 'x-correlation-id': 'their-own.1' } })
  t.match(headers['request-id'], /^req_[0-7][0-9a-z]{25}$/)
  t.equal(headers['x-correlation-id'], 'their-own.1')
  t.match(headers, { 'x-content-type-options': 'nosniff', 'api-version': '2026-11-01', 'strict-transport-security': /max-age/ })
  t.match(headers['content-security-policy'], /default-src 'none'/)
  t.notOk(headers['x-powered-by'] ?? headers.server)
})

t.test('one line a request, without the URL, the key or the body', async (t) => {
  server.lines.length = 0
  await post({ name: 'confidential' }, { 'idempotency-key': 'very-secret-key' })
  const lines = server.lines.filter((line) => line.includes('request.completed'))
  t.equal(lines.length, 1)
  const line = JSON.parse(lines[0] ?? '{}')
  t.match(line, { method: 'POST', route: '/v1/things', status: 201, partnerId: 'par_a', idempotency: 'first', version: '2026-11-01' })
  t.match(line.requestId, /^req_/)
  t.notMatch(lines[0] ?? '', /confidential|very-secret-key|xyg_live/)
})
