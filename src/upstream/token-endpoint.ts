import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { Clock } from '../domain/shared/clock.ts'
import type { UpstreamTokens } from '../domain/upstream/token-store.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import { parseUpstreamDate } from './dates.ts'
import { parseLossless } from './lossless-json.ts'
import { type Answer, exchange } from './transport.ts'

/** `refused`: 1688 knows the token or code and says no. `unclear`: nobody knows, ask again later. */
export type TokenOutcome = { kind: 'tokens'; tokens: UpstreamTokens } | { kind: 'refused' | 'unclear'; code: string }

/** 1688's own doors for tokens; none of them is signed (spec 1.4). Nothing is ever thrown or repeated here. */
export type TokenEndpoint = {
  refresh(refreshToken: string): Promise<TokenOutcome>
  /** A new refresh token for the old one, in the last part of its life. */
  postpone(tokens: { refreshToken: string; accessToken: string }): Promise<TokenOutcome>
  /** The code of an authorization; it lives two minutes and works once. */
  exchangeCode(code: string, redirectUri: string): Promise<TokenOutcome>
}

type Options = { dispatcher: Dispatcher; baseUrl: string; appKey: string; appSecret: string; timeoutMs: number; clock: Clock }

export function createTokenEndpoint({ dispatcher, baseUrl, appKey, appSecret, timeoutMs, clock }: Options): TokenEndpoint {
  const post = async (path: string, form: Record<string, string>, refreshToken: string | null): Promise<TokenOutcome> => {
    const sent = { ...form, client_id: appKey, client_secret: appSecret }
    try {
      const answer = await exchange(dispatcher, { origin: baseUrl, path: `/openapi/${path}/${appKey}`, form: sent, timeoutMs })
      return readOutcome(answer, refreshToken, clock.now())
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      return { kind: 'unclear', code: error.code }
    }
  }
  return {
    refresh: (refreshToken) =>
      post('http/1/system.oauth2/getToken', { grant_type: 'refresh_token', refresh_token: refreshToken }, refreshToken),
    postpone: ({ refreshToken, accessToken }) =>
      post('param2/1/system.oauth2/postponeToken', { refresh_token: refreshToken, access_token: accessToken }, refreshToken),
    exchangeCode: (code, redirectUri) =>
      post(
        'http/1/system.oauth2/getToken',
        { grant_type: 'authorization_code', need_refresh_token: 'true', redirect_uri: redirectUri, code },
        null,
      ),
  }
}

/** `expires_in` is text of seconds, met as a number too; the refresh token is usually left out on refresh. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().nullish().catch(null),
  refresh_token_timeout: z.string().nullish().catch(null),
})

const refusal = z.object({
  error_code: z.union([z.string(), z.number()]).transform(String).optional(),
  error: z.string().optional(),
})

function readOutcome(answer: Answer, refreshToken: string | null, now: Date): TokenOutcome {
  const body = parseOrUndefined(answer.text)
  const read = tokenAnswer.safeParse(body)
  if (read.success) return { kind: 'tokens', tokens: toTokens(read.data, refreshToken, now) }
  const said = refusal.safeParse(body)
  const code = said.success ? (said.data.error_code ?? said.data.error) : undefined
  if (answer.status >= 500 || code === undefined)
    return { kind: 'unclear', code: answer.status >= 500 ? 'http.5xx' : 'client.garbledAnswer' }
  return { kind: isPassing(code) ? 'unclear' : 'refused', code }
}

/** Rate limits and a used-up quota say nothing about the token. */
function isPassing(code: string): boolean {
  return code.startsWith('gw.Qos') || code === 'gw.NoUsageLeftError'
}

function toTokens(wire: z.output<typeof tokenAnswer>, refreshToken: string | null, now: Date): UpstreamTokens {
  const { access_token, refresh_token, expires_in, refresh_token_timeout } = wire
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? refreshToken,
    expiresAt: typeof expires_in === 'number' ? new Date(now.getTime() + expires_in * 1000) : null,
    refreshExpiresAt: refresh_token_timeout ? (parseUpstreamDate(refresh_token_timeout) ?? null) : null,
  }
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseLossless(text)
  } catch {
    return undefined
  }
}
