import { type BackendFactory, createPostgresBackend, createRedisBackend, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { JOB_NAMES } from '../../src/domain/outbox/jobs.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { jobs, queues } from '../../src/queue/jobs.ts'
import { createQueue } from '../../src/queue/queue.ts'
import type { Processors } from '../../src/queue/worker.ts'
import { serve, settingsOf } from '../support/serve.ts'

type Settings = { kind: 'ours' | 'bare'; databaseUrl: string; redisUrl?: string }
/** Adds jobs; each that was run is told to `done`. */
type Jobs = { add: (ids: readonly string[]) => Promise<unknown> }

/** Runs jobs that do nothing, through our queue module or on BullMQ as it comes, with the same concurrency, tries and retention. */
const settings = settingsOf<Settings>()
const NAME = 'sync-purchase'
const { queue: QUEUE, attempts, retention } = jobs[NAME]
const BATCH = 100
let waitingFor = 0
let allDone: () => void = () => undefined

async function done(): Promise<void> {
  waitingFor -= 1
  if (waitingFor === 0) allDone()
}

const { add } = settings.kind === 'ours' ? await openOurs(settings) : await openBare(settings)
serve('', {
  /** Seconds from the first job added to the last one done. */
  run: async (count: number) => {
    const finished = new Promise<void>((resolve) => {
      allDone = resolve
    })
    waitingFor = count
    const startedAt = performance.now()
    const run = `${Date.now()}`
    for (let from = 0; from < count; from += BATCH) {
      await add(Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => `pch_${run}_${from + index}`))
    }
    await finished
    return (performance.now() - startedAt) / 1000
  },
})

async function openOurs({ databaseUrl, redisUrl }: Settings): Promise<Jobs> {
  const queue = await createQueue({ databaseUrl, redisUrl, prefix: '{ours}', logger: createLogger({ level: 'warn', service: 'bench' }) })
  await queue.work(Object.fromEntries(JOB_NAMES.map((name) => [name, done])) as unknown as Processors)
  return { add: (ids) => queue.enqueueAll(ids.map((id) => ({ name: NAME, payload: { id }, jobId: `outbox-${id}` }))) }
}

async function openBare({ databaseUrl, redisUrl }: Settings): Promise<Jobs> {
  const { completed, failed } = retention
  const age = redisUrl === undefined
  const keep = ({ ageSeconds, count }: typeof completed) => (age ? { age: ageSeconds } : { age: ageSeconds, count })
  const { connection, factory } = redisUrl === undefined ? onPostgres(databaseUrl) : onRedis(redisUrl)
  const opts = { attempts, removeOnComplete: keep(completed), removeOnFail: keep(failed) }
  const queue = new Queue('bare', { connection: connection(4), prefix: '{bare}' }, factory)
  const worker = new Worker('bare', done, { connection: connection(10), prefix: '{bare}', concurrency: queues[QUEUE].concurrency }, factory)
  await worker.waitUntilReady()
  return { add: (ids) => queue.addBulk(ids.map((id) => ({ name: NAME, data: { id }, opts: { ...opts, jobId: `outbox-${id}` } }))) }
}

function onRedis(redisUrl: string) {
  return { connection: () => new Redis(redisUrl, { maxRetriesPerRequest: null }) as never, factory: createRedisBackend as BackendFactory }
}

/** The tables are those our module has made. */
function onPostgres(databaseUrl: string) {
  const connection = (max: number) => new pg.Pool({ connectionString: databaseUrl, max, options: '-c search_path=bullmq' }) as never
  return { connection, factory: createPostgresBackend as unknown as BackendFactory }
}
