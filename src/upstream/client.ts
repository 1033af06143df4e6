import type { Dispatcher } from 'undici'
import type { Clock } from '../domain/shared/clock.ts'
import type { UnknownOutcome } from '../domain/upstream/order.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import type { Logger } from '../platform/logger.ts'
import { members } from './envelopes.ts'
import { isHeldBack, isRateLimit, NO_QUOTA, unknownCauseOf, upstreamFailure } from './errors.ts'
import { excerpt } from './excerpt.ts'
import { laneOf } from './lane.ts'
import { parseLossless } from './lossless-json.ts'
import type { Pacing } from './pacing.ts'
import type { Guard, Limits } from './resilience.ts'
import { sign } from './sign.ts'
import type { TokenSource } from './tokens.ts'
import { type Answer, exchange } from './transport.ts'

/** One API by its namespace and name; parameters are final texts, JSON ones serialised once by their API's file. */
export type ApiCall = {
  namespace: string
  name: string
  params: Readonly<Record<string, string | undefined>>
  withoutToken?: boolean
}

export type EffectAnswer = { kind: 'answer'; body: unknown; seen: string } | UnknownOutcome

export type ApiClient = {
  /** Asks something that changes nothing: repeated when that may help. Gives the parsed body. Throws UpstreamError. */
  read(call: ApiCall): Promise<unknown>
  /** Makes something happen, exactly one attempt. Throws UpstreamError only when it certainly did not happen. */
  effect(call: ApiCall): Promise<EffectAnswer>
}

export type ClientOptions = {
  baseUrl: string
  appKey: string
  appSecret: string
  dispatcher: Dispatcher
  tokens: TokenSource
  pacing: Pacing
  guard: Guard
  limits: Limits
  timeouts: { readMs: number; effectMs: number }
  clock: Clock
  sleep(ms: number): Promise<void>
  logger: Logger
  onCall?: ((call: CallObservation) => void) | undefined
}

/** One call as metrics see it: `code` is `ok` or the failure's code. */
export type CallObservation = { api: string; code: string; seconds: number }

const MOST_RENEWALS = 2

/** Signed, paced, limited calls to one app of the gateway. */
export function createClient(options: ClientOptions): ApiClient {
  const attempt = createAttempt(options)
  const { sleep, tokens, timeouts } = options

  const read = async (call: ApiCall): Promise<unknown> => {
    let renewals = 0
    for (let tries = 0; ; ) {
      const token = call.withoutToken ? undefined : await tokens.accessToken()
      try {
        return (await attempt(call, token, timeouts.readMs)).body
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        // The second look is for a token that died elsewhere meanwhile; one refused right after its renewal makes this throw.
        if (error.code === '401' && token !== undefined && renewals < MOST_RENEWALS) {
          renewals += 1
          await tokens.renew(token)
          continue
        }
        const waitMs = readWait(error, { call, tries }, options)
        if (waitMs === undefined) throw settled(error)
        tries += 1
        await sleep(waitMs)
      }
    }
  }

  const effect = async (call: ApiCall): Promise<EffectAnswer> => {
    const token = call.withoutToken ? undefined : await tokens.accessToken()
    try {
      return { kind: 'answer', ...(await attempt(call, token, timeouts.effectMs)) }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (error.outcome === 'unknownOutcome') return { kind: 'unknown', cause: unknownCauseOf(error.code), seen: excerpt(error.message) }
      if (error.code !== '401' || token === undefined) throw error
      // The gateway looks at the token before the business, so a later attempt with the new token is the first one.
      await tokens.renew(token)
      throw upstreamFailure('client.tokenRenewed', { cause: error })
    }
  }

  return { read, effect }
}

type Attempt = (call: ApiCall, token: string | undefined, timeoutMs: number) => Promise<{ body: unknown; seen: string }>

function createAttempt(options: ClientOptions): Attempt {
  const { baseUrl, appKey, appSecret, dispatcher, pacing, guard, clock, logger, onCall } = options
  return async (call, token, timeoutMs) => {
    const paced = { api: call.name, lane: laneOf(call) }
    pacing.assertOpen(paced)
    const urlPath = `param2/1/${call.namespace}/${call.name}/${appKey}`
    const form = signedForm(call, token, { appSecret, urlPath, now: clock.now() })
    const startedAt = performance.now()
    const took = (code: string): number => {
      const ms = performance.now() - startedAt
      onCall?.({ api: call.name, code, seconds: ms / 1000 })
      return Math.round(ms)
    }
    try {
      const result = await guard.run(paced.lane, async () => {
        pacing.assertOpen(paced)
        return readAnswer(await exchange(dispatcher, { origin: baseUrl, path: `/openapi/${urlPath}`, form, timeoutMs }))
      })
      pacing.passed(paced)
      logger.debug({ api: call.name, durationMs: took('ok') }, 'upstream call')
      return result
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      logger.warn({ api: call.name, durationMs: took(error.code), code: error.code, outcome: error.outcome }, 'upstream call failed')
      if (!isHeldBack(error.code)) throw error
      const retryAfterMs = pacing.limited(error.code, paced)
      if (error.code === NO_QUOTA) logger.error({ api: call.name, retryAfterMs }, 'upstream: the purchased quota is used up')
      throw upstreamFailure(error.code, { cause: error, retryAfterMs })
    }
  }
}

type Signing = { appSecret: string; urlPath: string; now: Date }

/** 1688's SDKs drop empty parameters before signing; so do we, or the signatures would differ. */
function signedForm(call: ApiCall, token: string | undefined, { appSecret, urlPath, now }: Signing): Record<string, string> {
  const form: Record<string, string> = { _aop_timestamp: String(now.getTime()) }
  for (const [name, value] of Object.entries(call.params)) if (value !== undefined && value !== '') form[name] = value
  if (token !== undefined) form.access_token = token
  form._aop_signature = sign(appSecret, form, urlPath)
  return form
}

/** Gateway errors come with 400, 401 or even 200: the body's `error_code` decides (spec 1.6). */
function readAnswer({ status, text }: Answer): { body: unknown; seen: string } {
  const body = parseOr(text, undefined)
  const gatewayCode = members(body)?.error_code
  if (typeof gatewayCode === 'string' || typeof gatewayCode === 'number') {
    throw upstreamFailure(String(gatewayCode), { detail: excerpt(String(members(body)?.error_message ?? '')) })
  }
  if (status >= 500) throw upstreamFailure('http.5xx', { detail: `HTTP ${status}: ${excerpt(text)}` })
  if (status >= 300) throw upstreamFailure('http.4xx', { detail: `HTTP ${status}: ${excerpt(text)}` })
  if (body === undefined) throw upstreamFailure('client.garbledAnswer', { detail: excerpt(text) })
  return { body, seen: excerpt(text) }
}

function parseOr(text: string, otherwise: undefined): unknown {
  try {
    return parseLossless(text)
  } catch {
    return otherwise
  }
}

/** Milliseconds to wait before a read is tried again; undefined when it should not be. */
function readWait(
  error: UpstreamError,
  { call, tries }: { call: ApiCall; tries: number },
  { limits, pacing }: ClientOptions,
): number | undefined {
  if (error.outcome === 'permanent' || tries >= limits.readRetries) return undefined
  if (isRateLimit(error.code)) {
    const pauseMs = pacing.pauseMs({ api: call.name, lane: laneOf(call) })
    return pauseMs <= limits.maxPacingWaitMs ? pauseMs : undefined
  }
  if (!isWorthRepeating(error)) return undefined
  return Math.round(limits.retryDelayMs * 2 ** tries * (0.5 + Math.random() / 2))
}

/** A full queue, an open circuit and a used-up quota do not mend within a request. */
function isWorthRepeating({ code, outcome }: UpstreamError): boolean {
  return outcome === 'unknownOutcome' || code === 'client.notConnected'
}

/** A read has no outcome to be unsure of: what is unknown for an effect may simply be asked again. */
function settled(error: UpstreamError): UpstreamError {
  if (error.outcome !== 'unknownOutcome') return error
  return new UpstreamError('retryable', error.code, { cause: error, detail: error.message })
}
