import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import t from 'tap'
import { createQueue } from '../../src/queue/queue.ts'
import { ownRedis, testRedis } from '../support/test-redis.ts'
import { idleProcessors } from './idle-processors.ts'
import { logger, noting, open, queueContract, until } from './queue-contract.ts'

queueContract(t, 'redis', async (t) => {
  const { url, prefix } = await testRedis(t)
  return { redisUrl: url, databaseUrl: 'postgres://unused', prefix }
})

t.test('Redis: losing all its content crashes nothing, and work goes on', async (t) => {
  const { url, prefix } = await testRedis(t)
  const queue = await open(t, { redisUrl: url, databaseUrl: 'postgres://unused', prefix })
  const { runs, process } = noting()
  await queue.work(idleProcessors({ 'sync-refund': process }))
  await queue.enqueue('sync-refund', { id: 'before' })
  await until(() => runs.length === 1, 'the job before')
  const client = new Redis(url)
  const keys = await client.keys(`${prefix}*`)
  await client.del(...keys)
  client.disconnect()
  await queue.enqueue('sync-refund', { id: 'after' })
  await until(() => runs.length === 2, 'the job after')
  t.match(runs, [{ id: 'before' }, { id: 'after' }])
})

t.test('Redis: while it is down adding fails soon, and when it is back both sides work again', async (t) => {
  const redis = await ownRedis(t)
  const queue = await open(t, { redisUrl: redis.url, databaseUrl: 'postgres://unused', prefix: redis.prefix })
  const { runs, process } = noting()
  await queue.work(idleProcessors({ 'sync-refund': process }))
  await redis.kill()
  const from = performance.now()
  await t.rejects(queue.enqueue('sync-refund', { id: 'lost' }))
  t.ok(performance.now() - from < 20_000, 'fails soon')
  await redis.restart()
  await until(
    () =>
      queue.enqueue('sync-refund', { id: 'again' }, { jobId: 'again' }).then(
        () => true,
        () => false,
      ),
    'Redis',
  )
  await until(() => runs.some(({ id }) => id === 'again'), 'the job')
})

t.test('Redis: a queue opens and closes although Redis is not there', async (t) => {
  const queue = await createQueue({ redisUrl: 'redis://127.0.0.1:1', databaseUrl: 'postgres://unused', prefix: '{x}', logger })
  await t.rejects(queue.enqueue('sync-refund', { id: 'x' }))
  await queue.close()
})

t.test('Redis: a queue that is worked on closes although Redis has gone away', async (t) => {
  const redis = await ownRedis(t)
  const queue = await open(t, { redisUrl: redis.url, databaseUrl: 'postgres://unused', prefix: redis.prefix })
  await queue.work(idleProcessors())
  await redis.kill()
  await sleep(300)
  const from = performance.now()
  await queue.close()
  t.ok(performance.now() - from < 40_000)
})

t.test('Redis: a job that ends while Redis is away is waited for, then closing goes on', async (t) => {
  const redis = await ownRedis(t)
  const queue = await open(t, { redisUrl: redis.url, databaseUrl: 'postgres://unused', prefix: redis.prefix })
  const release = Promise.withResolvers<void>()
  const { runs, process } = noting(() => release.promise)
  await queue.work(idleProcessors({ 'sync-refund': process }))
  await queue.enqueue('sync-refund', { id: 'long' })
  await until(() => runs.length === 1, 'the job')
  await redis.kill()
  let closed = false
  const closing = queue.close().then(() => {
    closed = true
  })
  await sleep(4000)
  t.equal(closed, false)
  release.resolve()
  await closing
})
