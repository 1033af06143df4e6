import type { JobName } from '../domain/outbox/jobs.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Db } from './database.ts'
import { listen } from './listen.ts'

/** A job that waits to be handed to the queue. */
export type OutboxRow = { id: bigint; name: JobName; payload: { id?: string }; createdAt: Date; turn: number | null; unlessQueued: boolean }

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

/** The relay's end of the outbox. */
export function createOutboxSource(db: Db, options: OutboxSourceOptions): OutboxSource {
  return {
    takeBatch: (limit, handle) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('outbox')
          .select(['id', 'name', 'payload', 'createdAt', 'turn', 'unlessQueued'])
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
    subscribe: (onNotify) =>
      listen({
        connectionString: options.connectionString,
        channel: 'outbox',
        applicationName: 'xunyuan-relay',
        onNotify: () => onNotify(),
        // What was added meanwhile waits in the table.
        onConnected: onNotify,
        onError: options.onListenError,
      }),
  }
}
