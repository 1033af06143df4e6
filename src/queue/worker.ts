import { type Job, type Telemetry, Worker } from 'bullmq'
import type { JobName, JobPayloads } from '../domain/outbox/jobs.ts'
import type { Logger } from '../platform/logger.ts'
import type { Backend, BullWorker } from './backends.ts'
import { asJobFailure, backoffMs, JobTimeoutError, queueRestMs, retryAfterMs } from './job-failure.ts'
import { jobs, type QueueName, queues } from './jobs.ts'

export type JobContext = {
  jobId: string
  /** 1 for the first try. */
  attempt: number
  isLastAttempt: boolean
  /** Aborted when the try has used up its time. */
  signal: AbortSignal
  logger: Logger
}
/** One processor for every job there is: a missing one does not compile. */
export type Processors = { readonly [Name in JobName]: (payload: JobPayloads[Name], context: JobContext) => Promise<void> }
export type ExhaustedJob = { name: JobName; payload: JobPayloads[JobName]; jobId: string; error: Error }
export type WorkerTiming = {
  /** Purchases a second, over all processes together, instead of what the table says. */
  purchasesPerSecond?: number
  /** How long a job may go without a sign of life from its worker before another one takes it. */
  lockMs?: number
  /** How often such jobs are looked for. */
  stalledIntervalMs?: number
}
type WorkerParts = WorkerTiming & {
  backend: Backend
  name: QueueName
  /** Starts no job of this queue, in any process, for so long. */
  rest(ms: number): Promise<void>
  processors: Processors
  logger: Logger
  telemetry?: Telemetry
  onExhausted?: (job: ExhaustedJob) => Promise<void>
}

// A job whose worker vanished is run again; one that took three workers with it is the likely reason and is listed as failed.
const MAX_VANISHED_WORKERS = 3

export type RunningWorker = {
  bull: BullWorker
  /** Resolves when no processor is running. */
  idle(): Promise<void>
}

/** A running worker for one queue. */
export function startWorker(parts: WorkerParts): RunningWorker {
  const { backend, name, logger, telemetry, lockMs, stalledIntervalMs } = parts
  const perSecond = paceOf(parts)
  const running = new Set<Promise<void>>()
  const run = async (job: Job<object, void>): Promise<void> => {
    const work = runJob(parts, job)
    running.add(work)
    try {
      await work
    } finally {
      running.delete(work)
    }
  }
  const worker = backend.worker(name, run, {
    ...(perSecond === undefined ? {} : { limiter: { max: perSecond, duration: 1000 } }),
    concurrency: queues[name].concurrency,
    maxStalledCount: MAX_VANISHED_WORKERS,
    settings: { backoffStrategy: (attemptsMade, _type, error, job) => waitFor(attemptsMade, error, job) },
    ...(telemetry === undefined ? {} : { telemetry }),
    ...(lockMs === undefined ? {} : { lockDuration: lockMs }),
    ...(stalledIntervalMs === undefined ? {} : { stalledInterval: stalledIntervalMs }),
  })
  worker.on('error', (err) => logger.warn({ err, queue: name }, 'worker: error'))
  worker.on('stalled', (jobId) => logger.warn({ jobId, queue: name }, 'job stalled, it is run again'))
  worker.on('failed', (job, error) => void reportFailure(parts, job, error))
  return {
    bull: worker,
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

/** BullMQ can slow down or stop only a queue that has a pace. */
function paceOf({ name, purchasesPerSecond }: WorkerParts): number | undefined {
  const queue = queues[name]
  return 'perSecond' in queue ? (purchasesPerSecond ?? queue.perSecond) : undefined
}

async function runJob(parts: WorkerParts, job: Job<object, void>): Promise<void> {
  const { processors, logger } = parts
  const name = job.name as JobName
  const definition = jobs[name]
  if (definition === undefined) throw asJobFailure(Object.assign(new Error(`unknown job ${job.name}`), { retryable: false }))
  const parsed = definition.payload.safeParse(job.data)
  if (!parsed.success) throw asJobFailure(Object.assign(parsed.error, { retryable: false }))
  const limit = createTimeLimit(definition.timeoutMs)
  // The table pairs each name with its own payload; the compiler cannot follow a name that is only known now.
  const process = processors[name] as (payload: unknown, context: JobContext) => Promise<void>
  try {
    await limit.within(process(parsed.data, contextOf(job, limit, logger)))
  } catch (error) {
    const restMs = queueRestMs(error)
    // Not a failed try: the job goes back to its place, and no other of the queue is started until the wall is gone.
    if (restMs !== undefined && restMs > 0 && paceOf(parts) !== undefined) {
      logger.warn({ err: error, queue: parts.name, restMs }, 'queue: rests')
      await parts.rest(restMs)
      throw Worker.RateLimitError()
    }
    throw asJobFailure(error)
  }
}

function contextOf(job: Job<object, void>, limit: TimeLimit, parent: Logger): JobContext {
  const attempt = job.attemptsMade + 1
  let logger: Logger | undefined
  return {
    jobId: String(job.id),
    attempt,
    isLastAttempt: attempt >= (job.opts.attempts ?? 1),
    signal: limit.signal,
    // Made when first asked for: most jobs have nothing to say, and a child logger costs more than the rest of this.
    get logger() {
      logger ??= parent.child({ job: job.name, jobId: job.id, attempt })
      return logger
    },
  }
}

type TimeLimit = { signal: AbortSignal; within(work: Promise<void>): Promise<void> }

/** Ends the wait for some work, and aborts its signal, when the time is over. */
function createTimeLimit(timeoutMs: number): TimeLimit {
  const controller = new AbortController()
  return {
    signal: controller.signal,
    within: (work) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          const error = new JobTimeoutError(`not done after ${timeoutMs} ms`)
          controller.abort(error)
          reject(error)
        }, timeoutMs)
        work.then(resolve, reject).finally(() => clearTimeout(timer))
      }),
  }
}

function waitFor(attemptsMade: number, error: Error | undefined, job: { name: string } | undefined): number {
  const backoff = jobs[(job?.name ?? '') as JobName]?.backoff ?? { baseMs: 1000, maxMs: 60_000 }
  return retryAfterMs(error) ?? backoffMs(backoff, attemptsMade)
}

async function reportFailure(parts: WorkerParts, job: Job<object, void> | undefined, error: Error): Promise<void> {
  const logger = parts.logger.child({ queue: parts.name, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade })
  const isOver = job !== undefined && (job.finishedOn !== undefined || job.attemptsMade >= (job.opts.attempts ?? 1))
  if (!isOver) {
    logger.warn({ err: error }, 'job failed, it is tried again')
    return
  }
  logger.error({ err: error }, 'job failed for good')
  try {
    await parts.onExhausted?.({ name: job.name as JobName, payload: job.data as JobPayloads[JobName], jobId: String(job.id), error })
  } catch (err) {
    logger.error({ err }, 'job failed for good, and so did its handler')
  }
}
