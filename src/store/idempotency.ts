import type { Transaction } from '../domain/ports.ts'
import type { Clock } from '../domain/shared/clock.ts'
import { addMilliseconds, DAY_MS } from '../domain/shared/clock.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { Db } from './database.ts'
import { shapeOf } from './row-sql.ts'
import type { Scope } from './scope.ts'
import { runInScope, transactionOf } from './unit-of-work.ts'

/** One partner's key for one operation; live and test never meet. */
export type IdempotencyScope = { partnerId: string; livemode: boolean; method: string; route: string; key: string }

/** An answer as it was sent. */
export type StoredAnswer = { status: number; headers: Record<string, string>; body: string }

export type FoundAnswer = { fingerprint: string; answer: StoredAnswer }

/** Keeps answers under the caller's keys (api-conventions 6). */
export type Idempotency = {
  /** The finished answer under this key, if any. */
  find(scope: IdempotencyScope): Promise<FoundAnswer | undefined>
  /**
   * Runs `work` and stores its answer in one transaction, or answers what a finished twin stored. Throws `idempotency.in_progress`
   * while a twin runs and `idempotency.key_reused` for another fingerprint; what `work` throws leaves the key free.
   */
  run(
    scope: IdempotencyScope,
    fingerprint: string,
    work: (tx: Transaction) => Promise<StoredAnswer>,
  ): Promise<{ answer: StoredAnswer; replayed: boolean }>
}

const KEPT_MS = 7 * DAY_MS
const shape = shapeOf('idempotency')

export function createIdempotency(db: Db, { clock }: { clock: Clock }): Idempotency {
  return {
    async find(scope) {
      const row = await db
        .selectFrom('idempotency')
        .select(['fingerprint', 'status', 'headers', 'body'])
        .where((one) => one.and(scope))
        .executeTakeFirst()
      return row && foundOf(row)
    },
    run: (scope, fingerprint, work) =>
      runInScope(db, async (open) => {
        const found = await claim(open, scope)
        if (found !== undefined) return replay(found, fingerprint)
        const answer = await work(transactionOf(open))
        const now = clock.now()
        await open.writes.insert(shape, { ...scope, ...answer, fingerprint, createdAt: now, expiresAt: addMilliseconds(now, KEPT_MS) })
        return { answer, replayed: false }
      }),
  }
}

/**
 * Takes the key for this transaction and answers what is stored under it. An advisory lock instead of a row keeps a twin from waiting
 * on a connection of its own; the primary key, written with the answer, stays the last guard.
 */
async function claim(open: Scope, scope: IdempotencyScope): Promise<FoundAnswer | undefined> {
  const { partnerId, livemode, method, route, key } = scope
  const name = JSON.stringify([partnerId, livemode, method, route, key])
  const [row] = await open.ask<{ claimed: boolean } & (StoredRow | { status: null })>(CLAIM, [
    name,
    partnerId,
    livemode,
    method,
    route,
    key,
  ])
  if (row !== undefined && row.status !== null) return foundOf(row)
  if (!row?.claimed) throw new Refusal('idempotency.in_progress', {})
  return undefined
}

const CLAIM = `
  select claim.claimed, stored.fingerprint, stored.status, stored.headers, stored.body
  from (select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as claimed) claim
  left join idempotency stored on stored.partner_id = $2 and stored.livemode = $3
    and stored.method = $4 and stored.route = $5 and stored.key = $6`

function replay(found: FoundAnswer, fingerprint: string): { answer: StoredAnswer; replayed: boolean } {
  if (found.fingerprint !== fingerprint) throw new Refusal('idempotency.key_reused', {})
  return { answer: found.answer, replayed: true }
}

type StoredRow = { fingerprint: string; status: number; headers: Record<string, string>; body: string }

function foundOf({ fingerprint, status, headers, body }: StoredRow): FoundAnswer {
  return { fingerprint, answer: { status, headers, body } }
}
