import t from 'tap'
import { parseApiKey } from '../../src/platform/api-key.ts'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, addKey, clock, lookUps } = server

t.test('401: one answer for every key that is not good', async (t) => {
  const good = server.key
  const swapped = good.replace('xyg_live_', 'xyg_test_')
  const typo = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`
  const expired = addKey({ expiresAt: new Date('2026-11-21T00:00:00Z') })
  const revoked = addKey({ revokedAt: new Date('2026-11-21T00:00:00Z') })
  const otherSecret = addKey({ secretSha256: '00'.repeat(32) })
  const answers = new Set<string>()
  for (const [name, authorization] of [
    ['none', undefined],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no key', 'Bearer '],
    ['not a key', 'Bearer secret'],
    ['a typo', `Bearer ${typo}`],
    ['the other mode', `Bearer ${swapped}`],
    ['expired', `Bearer ${expired}`],
    ['revoked', `Bearer ${revoked}`],
    ['another secret', `Bearer ${otherSecret}`],
    ['very long', `Bearer ${'x'.repeat(10_000)}`],
  ] as const) {
    const answer = await call({ url: '/v1/things', key: null, ...(authorization ? { headers: { authorization } } : {}) })
    t.equal(answer.statusCode, 401, name)
    answers.add(answer.body.replace(/"requestId":"[^"]*"/, ''))
  }
  t.equal(answers.size, 1, 'all the same')
})

t.test('a misspelt key costs no look-up, an unknown one is remembered for a moment', async (t) => {
  lookUps.length = 0
  await call({ url: '/v1/things', key: `${server.key.slice(0, -1)}_` })
  t.same(lookUps, [])
  const unknown = addKey()
  server.records.delete(parseApiKey(unknown)?.keyId ?? '')
  await call({ url: '/v1/things', key: unknown })
  await call({ url: '/v1/things', key: unknown })
  t.equal(lookUps.length, 1)
})

t.test('a proven key is asked for once in 30 s; a revocation acts after that, or at once when told', async (t) => {
  const key = addKey()
  const keyId = parseApiKey(key)?.keyId ?? ''
  lookUps.length = 0
  await call({ url: '/v1/things', key })
  await call({ url: '/v1/things', key })
  t.same(lookUps, [keyId])
  const record = server.records.get(keyId)
  if (record) server.records.set(keyId, { ...record, revokedAt: clock.now() })
  t.equal((await call({ url: '/v1/things', key })).statusCode, 200, 'still remembered')
  clock.advance(31_000)
  t.equal((await call({ url: '/v1/things', key })).statusCode, 401, 'after 30 s')
  const told = addKey()
  const toldId = parseApiKey(told)?.keyId ?? ''
  await call({ url: '/v1/things', key: told })
  server.records.delete(toldId)
  server.authenticator.forget(toldId)
  t.equal((await call({ url: '/v1/things', key: told })).statusCode, 401, 'at once')
})

t.test('a key dies at its hour even when it is remembered', async (t) => {
  const key = addKey({ expiresAt: new Date(clock.now().getTime() + 5_000) })
  t.equal((await call({ url: '/v1/things', key })).statusCode, 200)
  clock.advance(5_001)
  t.equal((await call({ url: '/v1/things', key })).statusCode, 401)
})

t.test('403: no scope, a suspended partner, a foreign network', async (t) => {
  const reader = addKey({ scopes: ['things:read'] })
  const refused = await call({
    method: 'POST',
    url: '/v1/things',
    key: reader,
    payload: { name: 'a' },
    headers: { 'idempotency-key': 'scope-test' },
  })
  t.equal(refused.statusCode, 403)
  t.match(refused.json(), { code: 'auth.scope_missing', allowed: ['things:write'] })
  t.equal((await call({ url: '/v1/things', key: addKey({ isPartnerSuspended: true }) })).json().code, 'partner.suspended')
  const fenced = await call({ url: '/v1/things', key: addKey({ allowedCidrs: ['10.0.0.0/8', '2001:db8::/32'] }) })
  t.equal(fenced.json().code, 'auth.ip_not_allowed')
  t.equal((await call({ url: '/v1/things', key: addKey({ allowedCidrs: ['127.0.0.0/8'] }) })).statusCode, 200)
})

t.test('400: a key in the URL is refused even if it is right', async (t) => {
  server.lines.length = 0
  for (const url of [`/v1/things?key=${server.key}`, `/health/live?token=${server.key}`]) {
    const answer = await call({ url })
    t.equal(answer.statusCode, 400, url)
    t.equal(answer.json().code, 'auth.key_in_url')
    t.notMatch(answer.body, server.key)
  }
  t.notMatch(server.lines.join(''), server.key)
})

t.test('a version is a published date: the header wins over the key', async (t) => {
  const answer = await call({ url: '/v1/things', headers: { 'api-version': '2019-01-01' } })
  t.equal(answer.statusCode, 400)
  t.match(answer.json(), { code: 'request.version_unknown', allowed: ['2026-11-01'] })
  t.equal((await call({ url: '/v1/things', headers: { 'api-version': '2026-11-01' } })).headers['api-version'], '2026-11-01')
})
