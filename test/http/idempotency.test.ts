import t from 'tap'
import { fingerprintOf } from '../../src/http/plugins/idempotency.ts'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, services } = server

const place = (payload: object, key: string | undefined, own?: string) =>
  call({
    method: 'POST',
    url: '/v1/things',
    payload,
    ...(own ? { key: own } : {}),
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })

t.test('400: the key is missing or malformed', async (t) => {
  t.equal((await place({ name: 'a' }, undefined)).json().code, 'idempotency.key_required')
  for (const key of ['short', 'with blank in it', 'x'.repeat(256), 'a/key/with/slashes']) {
    const answer = await place({ name: 'a' }, key)
    t.equal(answer.statusCode, 400, key)
    t.match(answer.json(), { code: 'request.validation_failed', errors: [{ in: 'header', pointer: '#/Idempotency-Key' }] })
  }
})

t.test('the same request again gets the same bytes and a new request id', async (t) => {
  const first = await place({ name: 'lamp', metadata: { a: '1', b: '2' } }, 'replay-me-please')
  const again = await place({ metadata: { b: '2', a: '1' }, name: 'lamp' }, '"replay-me-please"')
  t.equal(first.statusCode, 201)
  t.equal(again.statusCode, 201)
  t.equal(again.body, first.body, 'the order of fields and the quotes of the draft do not matter')
  t.equal(again.headers.location, first.headers.location)
  t.equal(again.headers.etag, first.headers.etag)
  t.equal(again.headers['content-type'], first.headers['content-type'])
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.notOk(first.headers['idempotent-replayed'])
  t.not(again.headers['request-id'], first.headers['request-id'])
})

t.test('a replay prepares nothing again', async (t) => {
  const before = services.preparations.count
  await place({ name: 'lamp' }, 'prepare-me-once')
  await place({ name: 'lamp' }, 'prepare-me-once')
  t.equal(services.preparations.count, before + 1)
})

t.test('422: the same key for another request', async (t) => {
  await place({ name: 'lamp' }, 'one-key-two-uses')
  const answer = await place({ name: 'sofa' }, 'one-key-two-uses')
  t.equal(answer.statusCode, 422)
  t.equal(answer.json().code, 'idempotency.key_reused')
})

t.test('50 parallel posts with one key make one thing; the others are replayed or told to wait', async (t) => {
  const before = services.things.size
  const answers = await Promise.all(Array.from({ length: 50 }, () => place({ name: 'lamp' }, 'fifty-at-the-same-time')))
  t.equal(services.things.size, before + 1)
  const made = answers.filter((answer) => answer.statusCode === 201)
  const waiting = answers.filter((answer) => answer.statusCode === 409)
  t.equal(made.length + waiting.length, 50)
  t.equal(new Set(made.map((answer) => answer.body)).size, 1)
  for (const answer of waiting) t.match([answer.json().code, answer.headers['retry-after']], ['idempotency.in_progress', '1'])
})

t.test('two partners, and two modes, may use the same key', async (t) => {
  const ids = new Set<string>()
  for (const own of [server.key, server.addKey({ partnerId: 'par_b' }), server.addKey({ livemode: false })]) {
    ids.add((await place({ name: 'lamp' }, 'the-same-for-all', own)).json().id)
  }
  t.equal(ids.size, 3)
})

t.test('a refused request leaves the key free for a corrected one', async (t) => {
  t.equal((await place({ name: 'forbidden' }, 'try-it-again')).statusCode, 409)
  t.equal((await place({ colour: 'red' }, 'try-it-again')).statusCode, 422)
  t.equal((await place({ name: 'lamp' }, 'try-it-again')).statusCode, 201)
})

t.test('a fault stores nothing either', async (t) => {
  t.equal((await place({ name: 'explode' }, 'fault-and-retry')).statusCode, 500)
  t.equal((await place({ name: 'lamp' }, 'fault-and-retry')).statusCode, 201)
})

t.test('the fingerprint sees the operation, the version and the content, not the order of fields', async (t) => {
  const base = { method: 'POST', path: '/v1/a', apiVersion: '2026-11-01', body: { a: 1, b: [{ c: null }] } }
  const same = fingerprintOf({ ...base, body: { b: [{ c: null }], a: 1 } })
  t.equal(fingerprintOf(base), same)
  for (const change of [
    { method: 'PUT' },
    { path: '/v1/b' },
    { apiVersion: '2027-01-01' },
    { body: { a: 1, b: [{ c: 0 }] } },
    { body: null },
  ]) {
    t.not(fingerprintOf({ ...base, ...change }), same)
  }
})
