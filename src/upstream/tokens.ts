import { z } from 'zod'
import type { Clock } from '../domain/shared/clock.ts'
import type { UpstreamTokenStore, UpstreamTokens } from '../domain/upstream/token-store.ts'
import { upstreamFailure } from './errors.ts'
import { parseLossless } from './lossless-json.ts'
import type { Answer } from './transport.ts'

export type TokenSource = {
  /** A token that should still be good. */
  accessToken(): Promise<string>
  /** Called after 1688 refused `refused`: gives another token, refreshed once however many calls ask. */
  renew(refused: string): Promise<string>
}

type Options = {
  store: UpstreamTokenStore
  clock: Clock
  refreshEarlyMs: number
  requestToken(form: Record<string, string>): Promise<Answer>
}

/**
 * Access tokens with a single refresh at a time (spec 1.4, hazard 15). Before refreshing, the store is read again: another
 * process may have done it. Throws UpstreamError when there is no usable token, which a person must mend.
 */
export function createTokenSource({ store, clock, refreshEarlyMs, requestToken }: Options): TokenSource {
  let current: UpstreamTokens | undefined
  let refreshing: Promise<UpstreamTokens> | undefined

  const refreshOnce = (refused: string | undefined): Promise<UpstreamTokens> => {
    refreshing ??= refresh(refused).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  const refresh = async (refused: string | undefined): Promise<UpstreamTokens> => {
    const stored = await store.load()
    if (!stored) throw upstreamFailure('client.noToken')
    if (stored.accessToken !== refused && !expiresSoon(stored)) return remember(stored)
    if (stored.refreshToken === null) throw upstreamFailure('401', { detail: 'this token cannot be renewed' })
    const answer = await requestToken({ grant_type: 'refresh_token', refresh_token: stored.refreshToken })
    const renewed = readTokens(answer, stored.refreshToken, clock.now())
    await store.save(renewed)
    return remember(renewed)
  }

  const remember = (tokens: UpstreamTokens): UpstreamTokens => {
    current = tokens
    return tokens
  }

  const expiresSoon = ({ expiresAt }: UpstreamTokens): boolean =>
    expiresAt !== null && expiresAt.getTime() - refreshEarlyMs <= clock.now().getTime()

  return {
    accessToken: async () => {
      if (current && !expiresSoon(current)) return current.accessToken
      const stored = await store.load()
      if (stored && (!expiresSoon(stored) || stored.refreshToken === null)) return remember(stored).accessToken
      return (await refreshOnce(undefined)).accessToken
    },
    renew: async (refused) => {
      if (current && current.accessToken !== refused && !refreshing) return current.accessToken
      return (await refreshOnce(refused)).accessToken
    },
  }
}

/** `expires_in` is text of seconds, met as a number too; the refresh token is usually left out on refresh. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().nullish().catch(null),
})

function readTokens(answer: Answer, refreshToken: string, now: Date): UpstreamTokens {
  const read = tokenAnswer.safeParse(parseOrUndefined(answer.text))
  if (!read.success) throw upstreamFailure(answer.status >= 500 ? 'http.5xx' : '401', { detail: `no token, HTTP ${answer.status}` })
  const { access_token, refresh_token, expires_in } = read.data
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? refreshToken,
    expiresAt: typeof expires_in === 'number' ? new Date(now.getTime() + expires_in * 1000) : null,
  }
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseLossless(text)
  } catch {
    return undefined
  }
}
