import { ErrorCode, type JobsOptions, type Telemetry } from 'bullmq'
import { type JobName, type JobPayloads, type OutboxJob, SCHEDULED_JOBS, type ScheduledJobName } from '../domain/outbox/jobs.ts'
import type { Logger } from '../platform/logger.ts'
import { ADD_MS, type Backend, type BullQueue, postgresBackend, QueueUnavailableError, redisBackend } from './backends.ts'
import { jobs, type QueueName, queues } from './jobs.ts'
import { stopWorkers } from './stop-workers.ts'
import { type ExhaustedJob, type Processors, type RunningWorker, startWorker, type WorkerTiming } from './worker.ts'

export type QueueOptions = {
  /** With a Redis the jobs live there; without, in PostgreSQL. */
  redisUrl?: string | undefined
  databaseUrl: string
  /** Namespace of the keys in Redis; holds a hash tag, so that a cluster keeps it in one slot. */
  prefix: string
  logger: Logger
  telemetry?: Telemetry | undefined
}
export type EnqueueOptions = {
  jobId?: string
  delayMs?: number
  /** Its place in the queue: after all with a lower one or none, whenever they come. */
  turn?: number
  /** Adds nothing while an earlier job added so, of this name and row, is not done; if that one waits for its next try, it is due now. */
  unlessQueued?: boolean
}
export type WorkOptions = WorkerTiming & {
  /** Called once for a job that used up its tries or must not be tried again. */
  onExhausted?: (job: ExhaustedJob) => Promise<void>
}
/** When each scheduled job starts: a fixed pace, or a cron pattern in a time zone. */
export type Schedules = { readonly [Name in ScheduledJobName]: { everyMs: number } | { cron: string; timeZone: string } }
export type QueueCounts = Record<'waiting' | 'active' | 'delayed' | 'completed' | 'failed', number>

export type JobQueue = {
  backend: Backend['kind']
  /** Adds one job; the same `jobId` again, while the first is known, adds nothing. Throws on a payload the catalogue does not know. */
  enqueue<Name extends JobName>(name: Name, payload: JobPayloads[Name], options?: EnqueueOptions): Promise<void>
  /** The same for many, in one round trip a queue. */
  enqueueAll(batch: readonly (OutboxJob & EnqueueOptions)[]): Promise<void>
  /** Starts a worker for every queue; there must be a processor for every job. */
  work(processors: Processors, options?: WorkOptions): Promise<void>
  /** Makes the schedules what the table says, however many processes say it; one that is no longer a scheduled job is removed. */
  schedule(schedules: Schedules): Promise<void>
  counts(): Promise<Record<QueueName, QueueCounts>>
  /** Takes no further job and resolves when the running ones have ended. */
  stopWorking(): Promise<void>
  /** Stops working if need be, then lets go of every connection. */
  close(): Promise<void>
  /** BullMQ's own queues, for its dashboard. */
  bullQueues(): BullQueue[]
}

/** The one way to jobs, over either backend of BullMQ. With PostgreSQL its tables are made first; Redis need not be up yet. */
export async function createQueue(options: QueueOptions): Promise<JobQueue> {
  const { redisUrl, databaseUrl, prefix, logger, telemetry } = options
  const backend = redisUrl === undefined ? await postgresBackend({ databaseUrl, logger }) : redisBackend({ redisUrl, prefix, logger })
  const shared = telemetry === undefined ? {} : { telemetry }
  const open = new Map<QueueName, BullQueue>(queueNames.map((name) => [name, backend.queue(name, shared)]))
  for (const queue of open.values()) queue.on('error', (err) => logger.warn({ err, queue: queue.name }, 'queue: error'))
  const workers: RunningWorker[] = []

  const add = async (batch: readonly (OutboxJob & EnqueueOptions)[]): Promise<void> => {
    const valid = batch.map((job) => ({ ...job, payload: jobs[job.name].payload.parse(job.payload) }))
    await backend.ready()
    await soon(addAll({ backend, open }, valid))
  }
  const stopWorking = async (): Promise<void> => {
    await stopWorkers(workers.splice(0), { backend, logger })
  }
  return {
    backend: backend.kind,
    enqueue: (name, payload, extra) => add([{ name, payload, ...extra } as OutboxJob & EnqueueOptions]),
    enqueueAll: add,
    work: async (processors, workOptions = {}) => {
      if (workers.length > 0) throw new Error('this queue is being worked on already')
      workers.push(
        ...queueNames.map((name) =>
          startWorker({ backend, name, rest: (ms) => restOf(open, name, ms), processors, logger, ...shared, ...workOptions }),
        ),
      )
      await Promise.all(workers.map(({ bull }) => bull.waitUntilReady()))
    },
    schedule: async (schedules) => {
      await backend.ready()
      await soon(applySchedules({ backend, open }, schedules))
    },
    counts: () => countAll(open),
    stopWorking,
    close: once(async () => {
      await stopWorking()
      await Promise.all([...open.values()].map((queue) => queue.close()))
      await backend.close()
    }),
    bullQueues: () => [...open.values()],
  }
}

/** What was under way when the store went away waits for it to come back; whoever asked does not. */
async function soon(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new QueueUnavailableError(`the queue did not answer within ${ADD_MS} ms`)), ADD_MS)
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function restOf(open: Map<QueueName, BullQueue>, name: QueueName, ms: number): Promise<void> {
  await open.get(name)?.rateLimit(ms)
}

const queueNames = Object.keys(queues) as QueueName[]

function queueOf(open: Map<QueueName, BullQueue>, name: JobName): BullQueue {
  const queue = open.get(jobs[name].queue)
  if (queue === undefined) throw new Error(`no queue for ${name}`)
  return queue
}

type Parts = { backend: Backend; open: Map<QueueName, BullQueue> }

async function addAll({ backend, open }: Parts, batch: readonly JobToPlace[]): Promise<void> {
  const byQueue = Map.groupBy(batch, (job) => queueOf(open, job.name))
  await Promise.all(
    [...byQueue].map(([queue, group]) =>
      queue.addBulk(group.map((job) => ({ name: job.name, data: job.payload, opts: jobOptions(backend, job) }))),
    ),
  )
}

/** BullMQ counts priorities up to this; beyond it first come, first served. */
const LAST_TURN = 2 ** 21 - 1

type JobToPlace = { name: JobName; payload: { id?: string } } & EnqueueOptions

function jobOptions(backend: Backend, { name, payload, jobId, delayMs, turn, unlessQueued = false }: JobToPlace): JobsOptions {
  if (jobId?.includes(':')) throw new TypeError(`job id ${jobId} holds a colon, which BullMQ keeps for itself`)
  const { attempts, retention } = jobs[name]
  return {
    attempts,
    backoff: { type: 'catalogue' },
    removeOnComplete: backend.keep(retention.completed),
    removeOnFail: backend.keep(retention.failed),
    ...(jobId === undefined ? {} : { jobId }),
    ...(delayMs === undefined ? {} : { delay: delayMs }),
    ...(turn === undefined ? {} : { priority: Math.min(turn, LAST_TURN) }),
    ...(unlessQueued ? { deduplication: { id: `${name}-${payload.id}`, reschedule: true } } : {}),
  }
}

const scheduleId = (name: string): string => `schedule-${name}`

async function applySchedules({ backend, open }: Parts, schedules: Schedules): Promise<void> {
  for (const name of SCHEDULED_JOBS) {
    const schedule = schedules[name]
    const repeat = 'everyMs' in schedule ? { every: schedule.everyMs } : { pattern: schedule.cron, tz: schedule.timeZone }
    const template = { name, data: {}, opts: jobOptions(backend, { name, payload: {} }) }
    await unlessCollided(() => queueOf(open, name).upsertJobScheduler(scheduleId(name), repeat, template))
  }
  const wanted = new Set(SCHEDULED_JOBS.map((name) => `${jobs[name].queue}/${scheduleId(name)}`))
  for (const queue of open.values()) {
    for (const { key } of await queue.getJobSchedulers()) {
      if (!wanted.has(`${queue.name}/${key}`)) await queue.removeJobScheduler(key)
    }
  }
}

/** Another process that says the same at the same moment may make the next job first: then it is as it should be. */
async function unlessCollided(upsert: () => Promise<unknown>): Promise<void> {
  try {
    await upsert()
  } catch (error) {
    if ((error as { code?: unknown }).code !== ErrorCode.SchedulerJobIdCollision) throw error
  }
}

async function countAll(open: Map<QueueName, BullQueue>): Promise<Record<QueueName, QueueCounts>> {
  const entries = [...open].map(async ([name, queue]) => {
    const { waiting = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = await queue.getJobCounts()
    return [name, { waiting, active, delayed, completed, failed }] as const
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<QueueName, QueueCounts>
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => {
    closing ??= close()
    return closing
  }
}
