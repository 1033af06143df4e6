import t from 'tap'
import { createLeasedQuota, createLocalQuota, type QuotaPolicy, type QuotaStore } from '../../src/http/plugins/quota.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { buildSampleServer } from './support/sample-server.ts'

const burst: QuotaPolicy = { name: 'burst', quota: 4, windowMs: 1_000, partition: 'key' }
const sustained: QuotaPolicy = { name: 'sustained', quota: 6, windowMs: 60_000, partition: 'key' }
const partner: QuotaPolicy = { name: 'partner', quota: 8, windowMs: 60_000, partition: 'partner' }

t.test('429: with Retry-After and the policy, and the counts on every answer', async (t) => {
  const server = await buildSampleServer({ limits: { policies: [burst, sustained, partner], concurrency: 10 } })
  t.teardown(() => server.app.close())
  const read = (key = server.key) => server.call({ url: '/v1/broken-things?x=1', key })
  const first = await read()
  t.equal(first.statusCode, 422, 'a refused request counts')
  t.equal(first.headers['ratelimit-policy'], '"burst";q=4;w=1, "sustained";q=6;w=60, "partner";q=8;w=60')
  t.equal(first.headers.ratelimit, '"burst";r=3;t=1, "sustained";r=5;t=10, "partner";r=7;t=8')
  for (let n = 0; n < 3; n++) await read()
  const limited = await read()
  t.equal(limited.statusCode, 429)
  t.equal(limited.headers['retry-after'], '1')
  t.match(limited.json(), { code: 'rate.limited', policy: ['burst'] })
  server.clock.advance(1_000)
  t.equal((await read()).statusCode, 422, 'the burst is over')
  t.equal((await read()).statusCode, 422)
  const tired = await read()
  t.equal(tired.json().policy[0], 'sustained')
  t.equal(tired.headers['retry-after'], '9')
  const sibling = server.addKey()
  await read(sibling)
  await read(sibling)
  t.same((await read(sibling)).json().policy, ['partner'], 'all keys of a partner share one quota')
  t.equal((await read(server.addKey({ partnerId: 'par_b' }))).statusCode, 422, 'another partner is not affected')
})

t.test('a dear route costs more', async (t) => {
  const server = await buildSampleServer({ limits: { policies: [sustained], concurrency: 10 } })
  t.teardown(() => server.app.close())
  t.match((await server.call({ url: '/v1/things' })).headers.ratelimit, /r=4;/)
})

t.test('429: too many at once; a place is free again when its request is over', async (t) => {
  const server = await buildSampleServer({ limits: { policies: [], concurrency: 2 } })
  t.teardown(() => server.app.close())
  const answers = await Promise.all(Array.from({ length: 5 }, () => server.post({ name: 'lamp' })))
  const refused = answers.filter((answer) => answer.statusCode === 429)
  t.equal(refused.length, 3)
  t.equal(refused[0]?.json().code, 'rate.concurrency')
  t.equal((await server.post({ name: 'lamp' })).statusCode, 201)
})

t.test('429: reads that wait hold places, reads that are answered at once hold none', async (t) => {
  const gate = Promise.withResolvers<void>()
  const server = await buildSampleServer({ limits: { policies: [], concurrency: 2 } })
  t.teardown(() => server.app.close())
  server.services.gate.opens = gate.promise
  const waiting = Array.from({ length: 5 }, () => server.call({ url: '/v1/things' }))
  t.equal((await Promise.race(waiting)).statusCode, 429, 'the first to be answered found no place')
  const ready = await server.call({ url: '/v1/ready-things' })
  t.equal(ready.json().code, 'rate.concurrency', 'as long as others wait')
  gate.resolve()
  const statuses = (await Promise.all(waiting)).map((answer) => answer.statusCode)
  t.strictSame(statuses.sort(), [200, 200, 429, 429, 429])
  for (let n = 0; n < 5; n++) t.equal((await server.call({ url: '/v1/ready-things' })).statusCode, 200)
  for (let n = 0; n < 5; n++)
    t.equal((await server.call({ url: '/v1/ready-things?fail=true' })).statusCode, 500, 'one that throws holds none')
  t.equal((await server.call({ url: '/v1/ready-things' })).statusCode, 200)
})

t.test('without a good key nothing is counted', async (t) => {
  const server = await buildSampleServer({ limits: { policies: [burst], concurrency: 2 } })
  t.teardown(() => server.app.close())
  for (let n = 0; n < 10; n++) t.equal((await server.call({ url: '/v1/things', key: null })).statusCode, 401)
})

t.test('the local quota never grants more than the policy in any window, whatever the pace', (t) => {
  const clock = createManualClock(new Date(0))
  const quota = createLocalQuota(clock)
  let granted = 0
  for (let ms = 0; ms < 10_000; ms += 10) {
    const take = quota.take('a', burst, 1)
    if (!(take instanceof Promise) && take.allowed) granted += 1
    clock.advance(10)
  }
  t.equal(granted, 4 + 39, 'the burst, then one every 250 ms')
  t.end()
})

t.test('a leased quota asks the shared store seldom, never grants more, and survives its loss', async (t) => {
  const clock = createManualClock(new Date(0))
  const policy: QuotaPolicy = { name: 'sustained', quota: 100, windowMs: 60_000, partition: 'key' }
  const central = createLocalQuota(clock)
  let asked = 0
  let isLost = false
  const shared: QuotaStore = {
    async take(...ask) {
      asked += 1
      if (isLost) throw new Error('connection lost')
      return central.take(...ask)
    },
  }
  const failures: unknown[] = []
  const options = { shared, clock, expectedProcesses: 2, onFailure: (error: unknown) => failures.push(error) }
  const processes = [createLeasedQuota(options), createLeasedQuota(options)]
  for (let n = 0; n < 50; n++) await processes[0]?.take('b', policy, 1)
  t.equal(asked, 5, 'ten requests a round trip')
  await processes[0]?.take('b', policy, 1)
  t.notOk(processes[0]?.take('b', policy, 1) instanceof Promise, 'and no waiting for the other nine')
  let granted = 0
  for (let n = 0; n < 300; n++) if ((await processes[n % 2]?.take('a', policy, 1))?.allowed) granted += 1
  t.equal(granted, 100, 'both processes together get the quota and not one more')
  isLost = true
  clock.advance(120_000)
  let local = 0
  for (let n = 0; n < 300; n++) if ((await processes[0]?.take('a', policy, 1))?.allowed) local += 1
  t.equal(local, 50, 'half of it, since two processes are expected')
  t.ok(failures.length > 0)
})
