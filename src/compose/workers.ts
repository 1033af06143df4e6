import { createProcessors } from '../../workers/processors.ts'
import { SCHEDULES } from '../../workers/schedules.ts'
import { type Core, QUEUE_PREFIX } from '../compose.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/logger.ts'
import { createQueue, type Schedules } from '../queue/queue.ts'
import { type OutboxRow, startRelay } from '../queue/relay.ts'
import type { WorkerTiming } from '../queue/worker.ts'
import { createOutboxSource } from '../store/outbox-source.ts'

/** How soon a vanished worker is noticed, and when the scans run; rehearsals quicken it. */
export type WorkerPace = WorkerTiming & { schedules: Schedules }

// BullMQ's own 30 s and 30 s leave the jobs of a dead worker lying for up to a minute; run twice by mistake, they do no harm.
const PACE: WorkerPace = { lockMs: 15_000, stalledIntervalMs: 10_000, schedules: SCHEDULES }

/** An emptied Redis has forgotten the schedules too, the reconciler's among them; saying them again changes nothing where they are known. */
const SCHEDULES_AGAIN_MS = 15_000

/** Starts the relay and a worker for every queue; `stop` finishes what runs, `close` lets go of the connections. */
export async function startWorkers({
  core,
  config,
  databaseUrl,
  logger,
  pace = { ...PACE, purchasesPerSecond: config.purchasing.perSecond },
}: {
  core: Core
  config: Config
  databaseUrl: string
  logger: Logger
  pace?: WorkerPace
}) {
  const queue = await createQueue({ redisUrl: config.redis.url, databaseUrl, prefix: QUEUE_PREFIX, logger })
  const source = createOutboxSource(core.db, {
    clock: core.clock,
    connectionString: databaseUrl,
    onListenError: (err) => logger.warn({ err }, 'relay: listening broke, it starts again'),
  })
  const relay = startRelay({
    queue,
    logger,
    source: {
      takeBatch: (limit, handle) =>
        source.takeBatch(limit, (rows) => handle(rows.map((row) => ({ ...row, id: String(row.id) }) as OutboxRow))),
    },
    subscribe: async (notify) => source.subscribe(notify),
  })
  await queue.work(createProcessors(core.steps, core.uow), {
    ...pace,
    onExhausted: async ({ name, jobId, error }) => logger.error({ err: error, job: name, jobId }, 'job gave up'),
  })
  await queue.schedule(pace.schedules)
  const again = setInterval(() => {
    queue.schedule(pace.schedules).catch((err: unknown) => logger.warn({ err }, 'schedules: could not be checked'))
  }, SCHEDULES_AGAIN_MS)
  return {
    queue,
    stop: async (): Promise<void> => {
      clearInterval(again)
      await relay.stop()
      await queue.stopWorking()
    },
    close: () => queue.close(),
  }
}
