import type { OutboxJob } from '../domain/outbox/jobs.ts'
import type { Logger } from '../platform/logger.ts'
import { jobs } from './jobs.ts'
import type { JobQueue } from './queue.ts'

export type OutboxRow = OutboxJob & { id: string; turn?: number | null; unlessQueued?: boolean }
/** What the relay needs of the store. */
export type OutboxSource = {
  /**
   * Claims up to `limit` due rows nobody else holds (`for update skip locked`) and marks them relayed when `handle` resolves, in one
   * transaction: a crash in between hands them out again. Resolves to how many there were.
   */
  takeBatch(limit: number, handle: (rows: readonly OutboxRow[]) => Promise<void>): Promise<number>
}
export type RelayOptions = {
  source: OutboxSource
  queue: Pick<JobQueue, 'enqueueAll'>
  logger: Logger
  /** How long it rests when there was nothing to do; a `notify` ends the rest. */
  idleMs?: number
  batchSize?: number
  /** Called with `notify`; returns how to unsubscribe: PostgreSQL's NOTIFY, so that a job starts at once and not at the next look. */
  subscribe?: (notify: () => void) => Promise<() => Promise<void>>
}
export type Relay = {
  /** There is something new: look now. */
  notify(): void
  /** Resolves when the batch in hand is relayed; takes no other. */
  stop(): Promise<void>
}

const MAX_REST_MS = 15_000

/** Carries jobs from the outbox to the queue, at least once each, until it is stopped. Any number of processes may do so side by side. */
export function startRelay(options: RelayOptions): Relay {
  const { logger, idleMs = 1000, batchSize = 200, subscribe } = options
  const rest = createRest()
  const subscribed = subscribe?.(rest.wake).catch((err: unknown) => {
    logger.warn({ err }, 'relay: cannot be woken, it looks every now and then')
    return undefined
  })
  let stopping = false
  let failures = 0

  const step = async (): Promise<number> => {
    try {
      const count = await options.source.takeBatch(batchSize, (rows) => relay(rows, options))
      failures = 0
      return count === batchSize ? 0 : idleMs
    } catch (err) {
      failures += 1
      const waitMs = Math.min(MAX_REST_MS, idleMs * 2 ** failures)
      logger.warn({ err, failures, waitMs }, 'relay: a batch failed, it stays in the outbox')
      return waitMs
    }
  }
  const loop = async (): Promise<void> => {
    while (!stopping) {
      rest.begin()
      const restMs = await step()
      // Failing, a notification must not turn the wait into a storm; idle, it must not be lost.
      if (!stopping && restMs > 0) await rest.take(restMs, failures === 0)
    }
  }
  const done = loop()
  return {
    notify: rest.wake,
    stop: async () => {
      stopping = true
      rest.end()
      await done
      await (await subscribed)?.()
    },
  }
}

async function relay(rows: readonly OutboxRow[], { queue, logger }: RelayOptions): Promise<void> {
  const batch = rows.filter((row) => isKnown(row, logger))
  await queue.enqueueAll(
    batch.map(({ id, turn, unlessQueued, ...job }) => ({
      ...(job as OutboxJob),
      jobId: `outbox-${id}`,
      ...(turn == null ? {} : { turn }),
      ...(unlessQueued ? { unlessQueued } : {}),
    })),
  )
}

/** A row of a job that this build no longer knows would block all rows behind it: it is reported and let go. */
function isKnown(row: OutboxRow, logger: Logger): boolean {
  const definition = Object.hasOwn(jobs, row.name) ? jobs[row.name] : undefined
  const known = definition?.payload.safeParse(row.payload).success ?? false
  if (!known) logger.error({ outboxId: row.id, job: row.name }, 'relay: no such job, or not its payload: dropped')
  return known
}

/** A rest that a wake-up ends; one that came while the relay was busy ends the next rest before it begins. */
function createRest() {
  let woken = false
  let over: (() => void) | undefined
  let ended = false
  return {
    begin: (): void => {
      woken = false
    },
    wake: (): void => {
      woken = true
      over?.()
    },
    end: (): void => {
      ended = true
      over?.()
    },
    take: async (ms: number, wakeable: boolean): Promise<void> => {
      if (ended || (woken && wakeable)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      over = () => {
        if (ended || wakeable) resolve()
      }
      await promise
      clearTimeout(timer)
      over = undefined
    },
  }
}
