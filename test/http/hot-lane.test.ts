import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { request } from 'undici'
import type { RateLimits } from '../../src/http/plugins/rate-limit.ts'
import { buildSampleServer } from './support/sample-server.ts'

const LIMITS: RateLimits = { policies: [{ name: 'sustained', quota: 1_000, windowMs: 60_000, partition: 'key' }], concurrency: 10 }

/** A listening server whose `/v1/ready-things` may be given again; `taken` counts how often the lane did. */
async function openLane(t: Test, limits = LIMITS) {
  const taken = { count: 0 }
  const observed: { method: string; route: string; status: number }[] = []
  const server = await buildSampleServer({
    limits,
    onHeld: () => {
      taken.count += 1
    },
    observe: ({ method, route, status }) => observed.push({ method, route, status }),
  })
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => server.app.close())
  const url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  const ask = async (headers: Record<string, string> = {}, path = '/v1/ready-things', method: 'GET' | 'HEAD' = 'GET') => {
    const reply = await request(`${url}${path}`, { method, headers: { authorization: `Bearer ${server.key}`, ...headers } })
    return { status: reply.statusCode, headers: { ...reply.headers }, body: await reply.body.text() }
  }
  return { ...server, taken, observed, ask }
}

/** What differs from request to request. */
function steady({ status, headers, body }: { status: number; headers: Record<string, unknown>; body: string }) {
  const { date: _, 'request-id': id, ratelimit, ...rest } = headers
  return { status, rest, body, hasId: /^req_/.test(String(id)), counts: /^"sustained";r=\d+;t=\d+$/.test(String(ratelimit)) }
}

t.test('an answer given again is the answer of the route, header by header and byte by byte', async (t) => {
  const { ask, taken, lines, observed } = await openLane(t)
  const routed = await ask()
  t.equal(taken.count, 0, 'what nobody has asked goes to the route')
  const laned = await ask()
  t.equal(taken.count, 1)
  t.strictSame(steady(laned), steady(routed))
  t.strictSame(observed, Array(2).fill({ method: 'GET', route: '/v1/ready-things', status: 200 }), 'counted alike')
  const told = lines.filter((line) => line.includes('request.completed')).map((line) => JSON.parse(line))
  t.equal(told.length, 2)
  const kept = ({ requestId: _, time: __, ms: ___, ...rest }: Record<string, unknown>) => rest
  t.strictSame(kept(told[1]), kept(told[0]), 'told alike')
  t.equal(told[1].requestId, laned.headers['request-id'])
})

t.test('an answer is given again to the same caller in the same languages, and to nobody else', async (t) => {
  const { ask, taken, addKey } = await openLane(t)
  const other = { authorization: `Bearer ${addKey()}` }
  await ask()
  t.match((await ask()).headers.link, '</v1/ready-things?cursor=next>; rel="next"')
  t.equal(taken.count, 1)
  await ask({ 'accept-language': 'ja' })
  await ask({}, '/v1/ready-things?fail=false')
  await ask(other)
  t.equal(taken.count, 1, 'another language, URL or caller has not been answered yet')
  await ask(other)
  t.equal(taken.count, 2)
})

t.test('the same quota: both ways count, and the lane refuses like the route', async (t) => {
  const policies = [{ name: 'sustained', quota: 3, windowMs: 60_000, partition: 'key' as const }]
  const { ask, taken } = await openLane(t, { policies, concurrency: 10 })
  for (const left of [2, 1, 0]) t.match((await ask()).headers.ratelimit, `r=${left};`)
  const laned = await ask()
  t.equal(taken.count, 3, 'the lane saw it')
  t.equal(laned.status, 429)
  const routed = await ask({ 'if-none-match': '"x"' })
  const without = ({ status, rest, body }: ReturnType<typeof steady>) => ({ status, rest, body: body.replace(/"requestId":"[^"]*"/, '') })
  const comparable = (reply: Awaited<ReturnType<typeof ask>>) => {
    const { rest, ...others } = without(steady(reply))
    // The length follows the id, and the seconds follow the clock.
    const { 'content-length': _, 'retry-after': __, ...headers } = rest as Record<string, unknown>
    return { ...others, headers }
  }
  t.strictSame(comparable(laned), comparable(routed))
})

t.test('whatever asks for more than what is at hand takes the route', async (t) => {
  const { ask, taken, addKey, authenticator, records } = await openLane(t)
  await ask()
  for (const [name, headers] of [
    ['a condition', { 'if-none-match': '"v1"' }],
    ['a version', { 'api-version': '2026-11-01' }],
    ['an id of its own', { 'x-correlation-id': 'theirs' }],
    ['another media type', { accept: 'text/html' }],
    ['no key', { authorization: 'none' }],
    ['a suspended partner', { authorization: `Bearer ${addKey({ isPartnerSuspended: true })}` }],
    ['a key for other networks', { authorization: `Bearer ${addKey({ allowedCidrs: ['10.0.0.0/8'] })}` }],
  ] as const) {
    await ask(headers)
    await ask(headers)
    t.equal(taken.count, 0, name)
  }
  t.equal((await ask({}, '/v1/ready-things', 'HEAD')).body, '')
  t.equal(taken.count, 0, 'HEAD')
  const unscoped = `Bearer ${addKey({ scopes: [] })}`
  await ask({ authorization: unscoped })
  t.equal((await ask({ authorization: unscoped })).status, 200, 'the route decides about scopes')
  const leaving = addKey()
  await ask({ authorization: `Bearer ${leaving}` })
  const [, keyId = ''] = /^xyg_live_([^_]+)_/.exec(leaving) ?? []
  records.delete(keyId)
  authenticator.forget(keyId)
  t.equal((await ask({ authorization: `Bearer ${leaving}` })).status, 401, 'a revoked key finds nothing at hand')
})
