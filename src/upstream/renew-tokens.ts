import { addMilliseconds, DAY_MS, MINUTE_MS } from '../domain/shared/clock.ts'
import { freshTokens, type KeptTokens, type UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { TokenEndpoint } from './token-endpoint.ts'

export type Renewal = {
  kept: KeptTokens
  /** The access token 1688 would not take; undefined when one is only about to expire. */
  refused: string | undefined
  /** The configured tokens: what is left when those that were kept have died. */
  seed: UpstreamTokens | undefined
  now: Date
}

/** A token refused so soon after it was renewed will not be mended by renewing it again. */
const JUST_RENEWED_MS = 5 * MINUTE_MS
/** Waits after a renewal nobody answered clearly. */
const UNCLEAR_WAITS_MS = [5_000, 15_000, MINUTE_MS, 5 * MINUTE_MS]
/** A lost authorization is looked at again this often, in case 1688 and not the token was at fault; sooner where the refresh worked. */
const LOST_WAIT_MS = 15 * MINUTE_MS
const FRESH_REFUSED_WAIT_MS = 2 * MINUTE_MS

/** One attempt to get a good access token; gives the next state to keep, the failure in it when there was one. */
export async function renewTokens(endpoint: TokenEndpoint, { kept, refused, seed, now }: Renewal): Promise<KeptTokens> {
  const failed = (code: string, lost: boolean, lostWaitMs = LOST_WAIT_MS): KeptTokens => {
    const inARow = (kept.failure?.inARow ?? 0) + 1
    const waitMs = lost ? lostWaitMs : (UNCLEAR_WAITS_MS[Math.min(inARow, UNCLEAR_WAITS_MS.length) - 1] ?? LOST_WAIT_MS)
    return { ...kept, failure: { code, lost, at: kept.failure?.at ?? now, retryAt: addMilliseconds(now, waitMs), inARow } }
  }
  const isFresh = kept.renewedAt !== null && now.getTime() - kept.renewedAt.getTime() < JUST_RENEWED_MS
  if (isFresh && refused === kept.accessToken && kept.failure === null)
    return failed('client.freshTokenRefused', true, FRESH_REFUSED_WAIT_MS)

  let code = 'client.notRenewable'
  for (const refreshToken of distinct([kept.refreshToken, seed?.refreshToken])) {
    const outcome = await endpoint.refresh(refreshToken)
    if (outcome.kind === 'tokens')
      return { ...freshTokens(lifeKept(outcome.tokens, kept)), renewedAt: now, postponeTriedAt: kept.postponeTriedAt }
    if (outcome.kind === 'unclear') return failed(outcome.code, false)
    code = outcome.code
  }
  if (seed !== undefined && ![kept.accessToken, refused].includes(seed.accessToken)) return { ...freshTokens(seed), renewedAt: now }
  return failed(code, true)
}

const POSTPONE_BEFORE_MS = 30 * DAY_MS
const POSTPONE_AGAIN_MS = DAY_MS
/** Where the end is not known, asking now and then is the only way to learn it. */
const POSTPONE_BLINDLY_MS = 7 * DAY_MS

/** Whether a longer life for the refresh token should be asked for now (spec 1.4). */
export function isPostponeDue({ refreshToken, refreshExpiresAt, postponeTriedAt, failure }: KeptTokens, now: Date): boolean {
  if (refreshToken === null || failure !== null) return false
  const triedAgoMs = postponeTriedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - postponeTriedAt.getTime()
  if (refreshExpiresAt === null) return triedAgoMs >= POSTPONE_BLINDLY_MS
  return refreshExpiresAt.getTime() - now.getTime() <= POSTPONE_BEFORE_MS && triedAgoMs >= POSTPONE_AGAIN_MS
}

/** A refresh usually leaves the refresh token and its end as they were, and does not say so. */
export function lifeKept(tokens: UpstreamTokens, kept: UpstreamTokens): UpstreamTokens {
  const same = tokens.refreshToken === kept.refreshToken
  return { ...tokens, refreshExpiresAt: tokens.refreshExpiresAt ?? (same ? kept.refreshExpiresAt : null) }
}

function distinct(tokens: readonly (string | null | undefined)[]): string[] {
  return [...new Set(tokens.filter((token) => typeof token === 'string'))]
}
