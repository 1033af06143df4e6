import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type KeepJobs,
  type PgPool,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Logger } from '../platform/logger.ts'
import { closable } from './closable-redis.ts'
import { type Keep, queues } from './jobs.ts'

export type BullQueue = Queue<object, void, string, object, void, string, IQueueBackend>
export type BullWorker = Worker<object, void, string, IQueueBackend>
type Processor = Exclude<ConstructorParameters<typeof Worker<object, void, string, IQueueBackend>>[1], string | URL | null | undefined>

/** What differs between Redis and PostgreSQL under BullMQ; nothing else in the code knows which is in use. */
export type Backend = {
  kind: 'redis' | 'postgres'
  queue(name: string, options: Omit<QueueOptions, 'connection' | 'prefix'>): BullQueue
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection' | 'prefix'>): BullWorker
  /** What finished jobs to keep, in a form this backend can apply to every job cheaply. */
  keep(wanted: Keep): KeepJobs
  /** Resolves when jobs can be added; throws soon when they cannot, instead of waiting with whoever asked. */
  ready(): Promise<void>
  /** Ends the workers' connections, with whatever still waits on them. */
  dropWorkers(): void
  close(): Promise<void>
}

/** The store of the jobs cannot be reached now. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError'
}

/** How long whoever adds a job waits for the store to take it. */
export const ADD_MS = 4000
const READY_MS = 2000

/** Redis; `prefix` must hold a hash tag, so that in a cluster all keys of a script lie in one slot. Does not wait for Redis to be there. */
export function redisBackend(options: { redisUrl: string; prefix: string; logger: Logger }): Backend {
  const { redisUrl, prefix, logger } = options
  // Commands wait for Redis to come back, on both: a queue whose first commands fail stays broken for good. That nobody waits
  // with them is up to `ready` and to the deadline of whoever adds.
  const connect = (): Redis => {
    const client = closable(new Redis(redisUrl, { maxRetriesPerRequest: null, connectTimeout: READY_MS }))
    return client.on('error', (err) => logger.warn({ err }, 'queue: Redis connection failed'))
  }
  const producer = connect()
  const consumer = connect()
  const factory: BackendFactory = createRedisBackend
  return {
    kind: 'redis',
    queue: (name, given) => new Queue(name, { ...given, prefix, connection: producer }, factory),
    worker: (name, processor, given) => new Worker(name, processor, { ...given, prefix, connection: consumer }, factory),
    keep: ({ ageSeconds, count }) => ({ age: ageSeconds, count }),
    ready: () => untilConnected(producer),
    dropWorkers: () => consumer.disconnect(),
    close: async () => {
      producer.disconnect()
      consumer.disconnect()
    },
  }
}

/** BullMQ itself waits for a first connection without end, so nobody is let through to it before there is one. */
async function untilConnected(client: Redis): Promise<void> {
  if (client.status === 'ready') return
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new QueueUnavailableError(`Redis is not reachable (${client.status})`)), READY_MS)
  client.once('ready', resolve)
  try {
    await promise
  } finally {
    clearTimeout(timer)
    client.off('ready', resolve)
  }
}

// BullMQ's tables live in a schema of their own: the name it defaults to.
const SCHEMA = 'bullmq'
// Measured: with 50 connections and 50 jobs at a time the removal of old jobs runs into deadlocks; with 10 it does not.
const QUERY_CONNECTIONS = 10
const PRODUCER_CONNECTIONS = 4

/** PostgreSQL: BullMQ's tables are brought up to date first. One pool for all producers and one for all workers of the process. */
export async function postgresBackend(options: { databaseUrl: string; logger: Logger }): Promise<Backend> {
  const openPool = (name: string, max: number): pg.Pool => {
    const pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max,
      application_name: name,
      options: `-c search_path=${SCHEMA}`,
      keepAlive: true,
    })
    // Every queue and worker of the pool listens to its errors.
    pool.setMaxListeners(0)
    pool.on('error', (err) => options.logger.warn({ err }, 'queue: PostgreSQL connection failed'))
    return pool
  }
  const producer = openPool('xunyuan-queue', PRODUCER_CONNECTIONS)
  // Each worker keeps one connection of the pool to itself, to be woken by.
  const consumer = openPool('xunyuan-worker', QUERY_CONNECTIONS + Object.keys(queues).length)
  await migrate(producer)
  return {
    kind: 'postgres',
    queue: (name, given) => new Queue(name, { ...given, connection: NOT_REDIS }, overPool(producer)),
    worker: (name, processor, given) => new Worker(name, processor, { ...given, connection: NOT_REDIS }, overPool(consumer)),
    // By age only: a count makes PostgreSQL walk over all kept rows each time a job ends (measured: five times slower at 5,000).
    keep: ({ ageSeconds }) => ({ age: ageSeconds }),
    ready: async () => undefined,
    // Its queries fail by themselves when there is no server.
    dropWorkers: () => undefined,
    close: async () => {
      await Promise.all([producer.end(), consumer.end()])
    },
  }
}

// BullMQ's classes want a `connection` of the kind their backend takes; ours brings its pool itself, so that both backends have one type.
const NOT_REDIS = {}

function overPool(pool: pg.Pool): BackendFactory {
  // A real pool is what BullMQ asks for; only the two typings word the overloads of `on` differently.
  const connection = pool as unknown as PgPool
  return (name, given, how) => createPostgresBackend(name, { ...given, connection }, how)
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client, SCHEMA)
  } finally {
    client.release()
  }
}
