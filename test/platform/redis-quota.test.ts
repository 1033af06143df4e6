import { Redis } from 'ioredis'
import t from 'tap'
import { createRedisQuota } from '../../src/platform/redis-quota.ts'
import { testRedis } from '../support/test-redis.ts'

t.test('a quota in Redis', async (t) => {
  const { url, prefix } = await testRedis(t)
  const clients = [new Redis(url), new Redis(url)]
  t.teardown(() => {
    for (const client of clients) client.disconnect()
  })
  const quotas = clients.map((client) => createRedisQuota(client, prefix))
  const policy = { name: 'sustained', quota: 100, windowMs: 60_000 }

  t.test('is one quota for all processes, however they ask at once', async (t) => {
    const takes = await Promise.all(Array.from({ length: 150 }, (_, n) => quotas[n % 2]?.take('a', policy, 1)))
    t.equal(takes.filter((take) => take?.allowed).length, 100)
    const refused = takes.find((take) => !take?.allowed)
    t.ok((refused?.retryMs ?? 0) > 0 && (refused?.retryMs ?? 0) <= 600, 'a unit comes back every 600 ms')
    t.equal(refused?.remaining, 0)
  })

  t.test('counts subjects and policies apart, and gives nothing for what it cannot give whole', async (t) => {
    t.match(await quotas[0]?.take('b', policy, 60), { allowed: true, remaining: 40 })
    t.match(await quotas[0]?.take('b', policy, 60), { allowed: false, remaining: 40 })
    t.match(await quotas[1]?.take('b', { ...policy, name: 'other' }, 60), { allowed: true, remaining: 40 })
    t.ok(((await clients[0]?.pttl(`${prefix}:quota:sustained:b`)) ?? 0) > 30_000, 'and forgets what has refilled')
  })
})
