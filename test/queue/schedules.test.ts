import { Redis } from 'ioredis'
import t from 'tap'
import { ownRedis } from '../support/test-redis.ts'
import { idleProcessors, idleSchedules } from './idle-processors.ts'
import { noting, open, slotOf, until } from './queue-contract.ts'

const EVERY_MS = 400
const schedules = idleSchedules({ reconcile: { everyMs: EVERY_MS } })

t.test('schedules that an emptied Redis has lost come back when they are said again', async (t) => {
  const { url, prefix } = await ownRedis(t)
  const queue = await open(t, { redisUrl: url, databaseUrl: 'postgres://unused', prefix })
  const { runs, process } = noting()
  const onNext = async (what: string): Promise<void> => {
    const before = runs.length
    await until(() => runs.length > before, what)
  }
  await queue.work(idleProcessors({ reconcile: (_payload, context) => process({ id: 'reconcile' }, context) }))
  await queue.schedule(schedules)
  await onNext('it to run')
  const redis = new Redis(url)
  await redis.flushall()
  redis.disconnect()
  await queue.schedule(schedules)
  await onNext('it to run again')
  t.pass('it runs, and runs again')
})

t.test('saying them again and again neither hurries nor delays them', async (t) => {
  const { url, prefix } = await ownRedis(t)
  const queue = await open(t, { redisUrl: url, databaseUrl: 'postgres://unused', prefix })
  const { runs, process } = noting()
  await queue.work(idleProcessors({ reconcile: (_payload, context) => process({ id: 'reconcile' }, context) }))
  // Each saying moved the next run away, it would never come.
  await until(async () => {
    await queue.schedule(schedules)
    return runs.length >= 5
  }, 'five runs')
  const slots = runs.map(({ jobId }) => slotOf(jobId))
  const gaps = slots.slice(1).map((slot, index) => slot - (slots[index] ?? 0))
  t.ok(
    gaps.every((gap) => gap >= EVERY_MS),
    gaps.join(),
  )
})
