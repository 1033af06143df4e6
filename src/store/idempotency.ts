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
    async run(scope, fingerprint, work) {
      try {
        const answer = await runInScope(db, async (open) => {
          const answer = await workOnClaim(open, { scope, work })
          const now = clock.now()
          await open.writes.insert(shape, { ...scope, ...answer, fingerprint, createdAt: now, expiresAt: addMilliseconds(now, KEPT_MS) })
          return answer
        })
        return { answer, replayed: false }
      } catch (error) {
        if (error instanceof AnsweredBefore) return replay(error.found, fingerprint)
        throw error
      }
    },
  }
}

type Claimed = { scope: IdempotencyScope; work: (tx: Transaction) => Promise<StoredAnswer> }

/**
 * The key is nearly always free, so the work begins while it is claimed and asks its first questions along with it. When the key was
 * not free, whatever the work did is rolled back with the transaction and whatever it says is not heard.
 */
async function workOnClaim(open: Scope, { scope, work }: Claimed): Promise<StoredAnswer> {
  const [claimed, answered] = await Promise.allSettled([claim(open, scope), work(transactionOf(open))])
  if (claimed.status === 'rejected') throw claimed.reason
  if (answered.status === 'rejected') throw answered.reason
  return answered.value
}

/** Ends a transaction whose key was used before. */
class AnsweredBefore extends Error {
  readonly found: FoundAnswer

  constructor(found: FoundAnswer) {
    super('the key has its answer')
    this.found = found
  }
}

/**
 * Takes the key for this transaction; throws `AnsweredBefore` with what is stored under it. An advisory lock instead of a row keeps a twin from waiting
 * on a connection of its own; the primary key, written with the answer, stays the last guard.
 */
async function claim(open: Scope, scope: IdempotencyScope): Promise<void> {
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
  if (row !== undefined && row.status !== null) throw new AnsweredBefore(foundOf(row))
  if (!row?.claimed) throw new Refusal('idempotency.in_progress', {})
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
