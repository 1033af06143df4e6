import { Redis } from 'ioredis'
import t from 'tap'
import type { ApiClient } from '../support/stack-client.ts'
import { startCore } from '../support/stack-core.ts'
import { startReplica } from '../support/stack-replica.ts'
import { waitFor } from '../support/stack-wait.ts'
import { ownRedis } from '../support/test-redis.ts'

const redis = await ownRedis(t)
const parts = await startCore(t, { redisUrl: redis.url })
const replicas = [await startReplica(t, parts), await startReplica(t, parts)]
const { partner } = replicas[0] ?? (await startReplica(t, parts))
const [first, second, third] = (await parts.control.products('quoteType=1&limit=50')).filter((one) => one.quirk === null)
const read = (replica: number, offerId: string | undefined) => replicas[replica]?.partner.request('GET', `/v1/products/prd_${offerId}`)

t.test('replicas share what 1688 said, and count one quota', async (t) => {
  const looking = new Redis(redis.url)
  t.teardown(() => looking.disconnect())
  for (const replica of replicas) await untilSharing(looking, replica.partner)
  t.equal((await read(0, first?.offerId))?.status, 200)
  // From now on 1688 would not answer: what the other replica shows comes from Redis. Nobody waits long for Redis, so asking again is fair.
  await parts.control.fault({ api: '*', kind: 'http', status: 500, times: null })
  await waitFor('the answer in Redis', async () => (await read(1, first?.offerId))?.status === 200 || undefined)
  await parts.control.clearFaults()
  await waitFor('the quota in Redis', async () => {
    await read(1, first?.offerId)
    return (await looking.keys('xyg:quota:*')).length > 0 || undefined
  })
  t.pass('both are shared')
})

t.test('hot requests make no round trip', async (t) => {
  const looking = new Redis(redis.url)
  t.teardown(() => looking.disconnect())
  const commands = async (): Promise<number> => Number(/total_commands_processed:(\d+)/.exec(await looking.info('stats'))?.[1])
  await read(0, first?.offerId)
  const before = await commands()
  for (let n = 0; n < 40; n++) t.equal((await read(0, first?.offerId))?.status, 200)
  t.ok((await commands()) - before < 40, `${(await commands()) - before} commands for 40 requests`)
})

t.test('losing Redis costs no request, and its return is noticed', async (t) => {
  await redis.kill()
  for (let n = 0; n < 20; n++) t.equal((await partner.request('GET', `/v1/products/prd_${second?.offerId}`)).status, 200)
  await redis.restart()
  t.equal((await partner.request('GET', `/v1/products/prd_${third?.offerId}`)).status, 200)
  const looking = new Redis(redis.url)
  t.teardown(() => looking.disconnect())
  await untilSharing(looking, partner)
})

/** Connections are made in the background: until then a process goes on alone. */
async function untilSharing(looking: Redis, through: ApiClient): Promise<void> {
  let n = 0
  await looking.flushall()
  await waitFor('shared answers', async () => {
    n += 1
    await through.request('GET', `/v1/products?keyword=lamp${n}`)
    return (await looking.keys('*:listing*')).length > 0 ? true : undefined
  })
}
