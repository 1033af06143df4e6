import type { Clock } from '../domain/shared/clock.ts'
import { addMilliseconds, DAY_MS } from '../domain/shared/clock.ts'
import type { Db } from './database.ts'

const RELAYED_KEPT_MS = 7 * DAY_MS
const BATCH = 5_000

export type Pruned = { idempotency: number; outbox: number; staffSessions: number }

/**
 * Removes what nobody will ask for again: expired keys and sessions, jobs relayed a week ago. In small steps, so that nobody waits; the
 * oldest first, so that the index is read and not the table, however few there are.
 */
export async function prune(db: Db, { clock }: { clock: Clock }): Promise<Pruned> {
  const now = clock.now()
  return {
    idempotency: await inBatches(() =>
      db
        .deleteFrom('idempotency')
        .where((row) =>
          row(
            row.refTuple('partnerId', 'livemode', 'method', 'route', 'key'),
            'in',
            db
              .selectFrom('idempotency')
              .select(['partnerId', 'livemode', 'method', 'route', 'key'])
              .where('expiresAt', '<=', now)
              .orderBy('expiresAt')
              .limit(BATCH)
              .$asTuple('partnerId', 'livemode', 'method', 'route', 'key'),
          ),
        )
        .executeTakeFirst(),
    ),
    outbox: await inBatches(() =>
      db
        .deleteFrom('outbox')
        .where(
          'id',
          'in',
          db
            .selectFrom('outbox')
            .select('id')
            .where('relayedAt', '<=', addMilliseconds(now, -RELAYED_KEPT_MS))
            .orderBy('relayedAt')
            .limit(BATCH),
        )
        .executeTakeFirst(),
    ),
    staffSessions: await inBatches(() => db.deleteFrom('staffSession').where('expiresAt', '<=', now).executeTakeFirst(), Infinity),
  }
}

async function inBatches(removeSome: () => Promise<{ numDeletedRows: bigint }>, batch = BATCH): Promise<number> {
  let removed = 0
  for (;;) {
    const { numDeletedRows } = await removeSome()
    removed += Number(numDeletedRows)
    if (Number(numDeletedRows) < batch) return removed
  }
}
