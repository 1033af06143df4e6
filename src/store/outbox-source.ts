import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { JobName } from '../domain/outbox/jobs.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Db } from './database.ts'

/** A job that waits to be handed to the queue. */
export type OutboxRow = { id: bigint; name: JobName; payload: { id?: string }; createdAt: Date }

export type OutboxSource = {
  /**
   * Hands up to `limit` due rows to `handle` and marks them relayed once it resolves; answers how many there were. Takers at the same
   * time get different rows. When `handle` throws, or the process dies, the rows stay due: each is handed over at least once.
   */
  takeBatch(limit: number, handle: (rows: OutboxRow[]) => Promise<void>): Promise<number>
  /** Calls `onNotify` after commits that added rows, and once after every (re)connection; answers how to stop. */
  subscribe(onNotify: () => void): () => Promise<void>
}

export type OutboxSourceOptions = {
  clock: Clock
  connectionString: string
  /** Called when listening breaks; it starts again by itself. */
  onListenError?: (error: unknown) => void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** The relay's end of the outbox. */
export function createOutboxSource(db: Db, options: OutboxSourceOptions): OutboxSource {
  return {
    takeBatch: (limit, handle) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('outbox')
          .select(['id', 'name', 'payload', 'createdAt'])
          .where('relayedAt', 'is', null)
          .where('runAt', '<=', options.clock.now())
          .orderBy('runAt')
          .orderBy('id')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute()
        if (rows.length === 0) return 0
        await handle(rows)
        const ids = rows.map((row) => row.id)
        await trx.updateTable('outbox').set({ relayedAt: options.clock.now() }).where('id', 'in', ids).execute()
        return rows.length
      }),
    subscribe: (onNotify) => listen(options, onNotify),
  }
}

function listen({ connectionString, onListenError }: OutboxSourceOptions, onNotify: () => void): () => Promise<void> {
  const stopping = new AbortController()
  const ended = keepListening(connectionString, { signal: stopping.signal, onNotify, onListenError })
  return () => {
    stopping.abort()
    return ended
  }
}

type Listening = { signal: AbortSignal; onNotify: () => void; onListenError: OutboxSourceOptions['onListenError'] }

async function keepListening(connectionString: string, { signal, onNotify, onListenError }: Listening): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS
  while (!signal.aborted) {
    try {
      await listenOnce(connectionString, signal, () => {
        pauseMs = FIRST_PAUSE_MS
        onNotify()
      })
    } catch (error) {
      onListenError?.(error)
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
  }
}

/** Listens until stopped; throws when the connection breaks. What was added meanwhile is announced by the call on connecting. */
async function listenOnce(connectionString: string, signal: AbortSignal, onNotify: () => void): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'xunyuan-relay', keepAlive: true })
  const broken = new Promise<never>((_, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error('the listening connection has ended')))
  })
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await Promise.race([client.connect(), broken])
    client.on('notification', onNotify)
    await Promise.race([client.query('listen outbox'), broken])
    onNotify()
    await Promise.race([stopped, broken])
  } finally {
    broken.catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}
