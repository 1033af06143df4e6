import type { Clock } from '../domain/shared/clock.ts'
import type { Authorization } from '../domain/upstream/authorization.ts'
import { freshTokens, type KeptTokens, type UpstreamTokenStore, type UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { UpstreamError } from '../domain/upstream/upstream-error.ts'
import type { Logger } from '../platform/logger.ts'
import { upstreamFailure } from './errors.ts'
import { isPostponeDue, lifeKept, renewTokens } from './renew-tokens.ts'
import type { TokenEndpoint } from './token-endpoint.ts'

export type TokenSource = {
  /** A token that should still be good. */
  accessToken(): Promise<string>
  /** Called after 1688 refused `refused`: gives another token, refreshed once however many calls and processes ask. */
  renew(refused: string): Promise<string>
  /** Asks for a longer life of the refresh token when its end is near. */
  postpone(): Promise<void>
  /** Takes the code of a new authorization; from then on every process uses its tokens. */
  authorize(code: string, redirectUri: string): Promise<Authorization>
  authorization(): Promise<Authorization>
}

type Options = {
  store: UpstreamTokenStore
  endpoint: TokenEndpoint
  /** The configured tokens: what is left when those that were kept have died. */
  seed: UpstreamTokens | undefined
  clock: Clock
  sleep(ms: number): Promise<void>
  logger: Logger
}

const REFRESH_EARLY_MS = 60_000
const LOOK_AGAIN_MS = 100
/** Longer than a renewal takes: whoever waits so long had better come back later. */
const MOST_LOOKS = 150

/**
 * Access tokens with one refresh at a time, in this process and among all (spec 1.4, hazard 15). After a refusal nobody hammers: calls
 * fail here, unsent, until a person has authorized anew or a rare look shows that 1688 was at fault. Throws UpstreamError then.
 */
export function createTokenSource(options: Options): TokenSource {
  const { store, endpoint, seed, clock, logger } = options
  let current: KeptTokens | undefined
  let dead: string | undefined
  let settling: Promise<KeptTokens> | undefined

  const settle = (refused: string | undefined): Promise<KeptTokens> => {
    settling ??= settled({ ...options, renewClaimed }, refused).finally(() => {
      settling = undefined
    })
    return settling
  }

  const renewClaimed = async (claimed: KeptTokens, refused: string | undefined): Promise<KeptTokens> => {
    const next = await renewTokens(endpoint, { kept: claimed, refused, seed, now: clock.now() })
    await store.release(next)
    report(logger, next)
    return next
  }

  const use = async (refused: string | undefined): Promise<string> => {
    current = await settle(refused)
    return current.accessToken
  }

  const remaining = (): string | undefined =>
    current !== undefined && current.accessToken !== dead && !isOver(current, clock.now()) ? current.accessToken : undefined

  return {
    accessToken: async () => {
      if (current !== undefined && current.accessToken !== dead && !isOver(current, clock.now(), REFRESH_EARLY_MS))
        return current.accessToken
      try {
        return await use(dead)
      } catch (error) {
        // A token in its last minute is better than none.
        const last = remaining()
        if (last === undefined) throw error
        return last
      }
    },
    renew: async (refused) => {
      if (current !== undefined && current.accessToken !== refused && current.accessToken !== dead) return current.accessToken
      dead = refused
      return use(refused)
    },
    postpone: async () => {
      const kept = await store.load()
      if (kept === undefined || kept.refreshToken === null || !isPostponeDue(kept, clock.now())) return
      const claimed = await store.claim()
      if (claimed === undefined) return
      const outcome = await endpoint.postpone({ refreshToken: kept.refreshToken, accessToken: claimed.accessToken })
      const tried = { ...claimed, postponeTriedAt: clock.now() }
      if (outcome.kind !== 'tokens') {
        logger.warn(
          { code: outcome.code, refreshExpiresAt: kept.refreshExpiresAt },
          'upstream: the refresh token was not given a longer life',
        )
        return store.release(tried)
      }
      // Only a new access token is fresh: one that merely goes on may be refused, and is refreshed then.
      const renewedAt = outcome.tokens.accessToken === claimed.accessToken ? claimed.renewedAt : clock.now()
      await store.release({ ...tried, ...lifeKept(outcome.tokens, claimed), renewedAt })
      logger.info({ refreshExpiresAt: outcome.tokens.refreshExpiresAt }, 'upstream: the refresh token lives longer')
    },
    authorize: async (code, redirectUri) => {
      const outcome = await endpoint.exchangeCode(code, redirectUri)
      if (outcome.kind !== 'tokens') throw upstreamFailure('client.codeRefused', { detail: outcome.code })
      await store.replace({ ...freshTokens(outcome.tokens), renewedAt: clock.now() })
      current = undefined
      dead = undefined
      return toAuthorization(await store.load())
    },
    authorization: async () => toAuthorization(await store.load()),
  }
}

type Settling = Options & { renewClaimed(claimed: KeptTokens, refused: string | undefined): Promise<KeptTokens> }

/** A good token from wherever it comes: another process's fresh one, or ours after a renewal under the claim. */
async function settled({ store, clock, sleep, renewClaimed }: Settling, refused: string | undefined): Promise<KeptTokens> {
  const isUsable = (kept: KeptTokens): boolean =>
    kept.accessToken !== refused && (kept.refreshToken === null || !isOver(kept, clock.now(), REFRESH_EARLY_MS))
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const kept = await store.load()
    if (kept === undefined) throw upstreamFailure('client.noToken')
    if (isUsable(kept)) return kept
    if (kept.failure !== null && clock.now() < kept.failure.retryAt) throw failureOf(kept, clock.now())
    const claimed = await store.claim()
    if (claimed !== undefined) {
      if (isUsable(claimed)) {
        await store.release()
        return claimed
      }
      const next = await renewClaimed(claimed, refused)
      if (next.failure !== null) throw failureOf(next, clock.now())
      return next
    }
    await sleep(LOOK_AGAIN_MS)
  }
  throw upstreamFailure('client.tokenBusy')
}

/** Without a known end a token is good until 1688 says otherwise. */
function isOver({ expiresAt }: UpstreamTokens, now: Date, earlyMs = 0): boolean {
  return expiresAt !== null && expiresAt.getTime() - earlyMs <= now.getTime()
}

const LONGEST_WAIT_MS = 60_000

function failureOf({ failure }: KeptTokens, now: Date): UpstreamError {
  const retryAfterMs = Math.min(Math.max((failure?.retryAt.getTime() ?? 0) - now.getTime(), 1_000), LONGEST_WAIT_MS)
  const code = failure?.lost === true ? 'client.authorizationLost' : 'client.tokenNotRenewed'
  return upstreamFailure(code, { retryAfterMs, ...(failure === null ? {} : { detail: failure.code }) })
}

function report(logger: Logger, { failure, expiresAt }: KeptTokens): void {
  if (failure === null) logger.info({ expiresAt }, 'upstream: authorization renewed')
  else if (failure.lost)
    logger.error({ code: failure.code, retryAt: failure.retryAt }, 'upstream: authorization lost, a person must authorize anew')
  else logger.warn({ code: failure.code, retryAt: failure.retryAt }, 'upstream: authorization could not be renewed yet')
}

function toAuthorization(kept: KeptTokens | undefined): Authorization {
  if (kept === undefined) return { state: 'none', code: null, since: null, expiresAt: null, refreshExpiresAt: null }
  const { failure, expiresAt, refreshExpiresAt } = kept
  if (failure === null) return { state: 'good', code: null, since: kept.renewedAt, expiresAt, refreshExpiresAt }
  return { state: failure.lost ? 'lost' : 'failing', code: failure.code, since: failure.at, expiresAt, refreshExpiresAt }
}
