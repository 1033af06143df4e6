import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { addMilliseconds, type Clock } from '../domain/shared/clock.ts'
import { freshTokens, type KeptTokens, type UpstreamTokenStore, type UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { Seal } from '../platform/seal.ts'
import type { Db } from './database.ts'
import type { Records } from './tables.ts'

export type UpstreamTokensOptions = {
  appKey: string
  livemode: boolean
  /** The configured tokens, from which an empty or foreign row begins; undefined when none are configured. */
  seed: UpstreamTokens | undefined
  seal: Seal
  clock: Clock
}

/** Longer than the slowest renewal; after it the process that claimed counts as dead. */
const CLAIM_MS = 30_000

/** The authorization of one app, sealed in one row that all processes share. */
export function createUpstreamTokens(db: Db, { appKey, livemode, seed, seal, clock }: UpstreamTokensOptions): UpstreamTokenStore {
  const claimant = randomUUID()
  const context = `upstream_token ${appKey} ${livemode}`
  const seedSha256 = seed === undefined ? null : fingerprint(seed)
  let adopted = false

  const rowOf = (kept: KeptTokens) => toRow(kept, (text) => seal.close(text, context))
  const unclaimed = { seedSha256, claimedBy: null, claimedUntil: null }
  const insertion = (row: ReturnType<typeof rowOf>) => db.insertInto('upstreamToken').values({ ...row, ...unclaimed, appKey, livemode })

  /** Once a process: a token newly configured goes before what was kept under the old one. */
  const adoptSeed = async (): Promise<void> => {
    if (adopted) return
    if (seed !== undefined) {
      const row = { ...rowOf(freshTokens(seed)), ...unclaimed }
      const isOther = () => sql<boolean>`upstream_token.seed_sha256 is distinct from ${seedSha256}`
      await insertion(row)
        .onConflict((conflict) => conflict.columns(['appKey', 'livemode']).doUpdateSet(row).where(isOther))
        .execute()
    }
    adopted = true
  }

  /** A row sealed under another key is as good as none: the configured tokens take its place. */
  const opened = (row: Records['upstreamToken']): KeptTokens | undefined => {
    const text = seal.open(row.sealed, context)
    if (text === undefined) return seed === undefined ? undefined : freshTokens(seed)
    return toKept(row, sealedTokens.parse(JSON.parse(text)))
  }

  return {
    async load() {
      await adoptSeed()
      const own = db.selectFrom('upstreamToken').selectAll().where('appKey', '=', appKey).where('livemode', '=', livemode)
      const row = await own.executeTakeFirst()
      return row && opened(row)
    },
    async claim() {
      await adoptSeed()
      const now = clock.now()
      const row = await db
        .updateTable('upstreamToken')
        .set({ claimedBy: claimant, claimedUntil: addMilliseconds(now, CLAIM_MS) })
        .where('appKey', '=', appKey)
        .where('livemode', '=', livemode)
        .where((own) => own.or([own('claimedUntil', 'is', null), own('claimedUntil', '<', now)]))
        .returningAll()
        .executeTakeFirst()
      return row && opened(row)
    },
    async release(next) {
      await db
        .updateTable('upstreamToken')
        .set({ ...(next === undefined ? {} : rowOf(next)), claimedBy: null, claimedUntil: null })
        .where('appKey', '=', appKey)
        .where('livemode', '=', livemode)
        .where('claimedBy', '=', claimant)
        .execute()
    },
    async replace(tokens) {
      const row = { ...rowOf(tokens), ...unclaimed }
      await insertion(row)
        .onConflict((conflict) => conflict.columns(['appKey', 'livemode']).doUpdateSet(row))
        .execute()
      adopted = true
    },
  }
}

function toRow(kept: KeptTokens, close: (text: string) => string) {
  return {
    sealed: close(JSON.stringify({ accessToken: kept.accessToken, refreshToken: kept.refreshToken })),
    expiresAt: kept.expiresAt,
    refreshExpiresAt: kept.refreshExpiresAt,
    renewedAt: kept.renewedAt,
    postponeTriedAt: kept.postponeTriedAt,
    failureCode: kept.failure?.code ?? null,
    failureLost: kept.failure?.lost ?? null,
    failedAt: kept.failure?.at ?? null,
    failedTimes: kept.failure?.inARow ?? 0,
    retryAt: kept.failure?.retryAt ?? null,
  }
}

const sealedTokens = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() })

function toKept(row: Records['upstreamToken'], tokens: z.output<typeof sealedTokens>): KeptTokens {
  const { failureCode, failedAt, retryAt } = row
  return {
    ...tokens,
    expiresAt: row.expiresAt,
    refreshExpiresAt: row.refreshExpiresAt,
    renewedAt: row.renewedAt,
    postponeTriedAt: row.postponeTriedAt,
    failure:
      failureCode === null || failedAt === null || retryAt === null
        ? null
        : { code: failureCode, lost: row.failureLost === true, at: failedAt, retryAt, inARow: row.failedTimes },
  }
}

function fingerprint({ accessToken, refreshToken }: UpstreamTokens): string {
  return createHash('sha256')
    .update(JSON.stringify([accessToken, refreshToken]))
    .digest('hex')
}
