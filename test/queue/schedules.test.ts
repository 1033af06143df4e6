import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import t from 'tap'
import { createLogger } from '../../src/platform/logger.ts'
import { createQueue } from '../../src/queue/queue.ts'
import { ownRedis } from '../support/test-redis.ts'
import { idleProcessors, idleSchedules } from './idle-processors.ts'

const logger = createLogger({ level: 'silent', service: 'test' })
const schedules = idleSchedules({ reconcile: { everyMs: 400 } })

t.test('schedules that an emptied Redis has lost come back when they are said again', async (t) => {
  const { url, prefix } = await ownRedis(t)
  const queue = await createQueue({ redisUrl: url, databaseUrl: 'postgres://unused', prefix, logger })
  t.teardown(() => queue.close())
  let runs = 0
  const onNext = async (): Promise<number> => {
    const before = runs
    const deadline = performance.now() + 10_000
    while (runs === before && performance.now() < deadline) await sleep(20)
    return runs - before
  }
  await queue.work(
    idleProcessors({
      reconcile: async () => {
        runs += 1
      },
    }),
  )
  await queue.schedule(schedules)
  t.equal(await onNext(), 1, 'it runs')
  const redis = new Redis(url)
  await redis.flushall()
  redis.disconnect()
  await queue.schedule(schedules)
  t.equal(await onNext(), 1, 'and runs again')
})

t.test('saying them again and again neither hurries nor delays them', async (t) => {
  const { url, prefix } = await ownRedis(t)
  const queue = await createQueue({ redisUrl: url, databaseUrl: 'postgres://unused', prefix, logger })
  t.teardown(() => queue.close())
  const runs: number[] = []
  await queue.work(
    idleProcessors({
      reconcile: async () => {
        runs.push(performance.now())
      },
    }),
  )
  for (const until = performance.now() + 2_200; performance.now() < until; await sleep(90)) await queue.schedule(schedules)
  const gaps = runs.slice(1).map((at, index) => at - (runs[index] ?? 0))
  t.ok(gaps.length >= 3 && gaps.length <= 7, `ran ${runs.length} times in 2.2 s`)
})
