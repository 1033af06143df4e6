import type { UnknownCause } from '../domain/upstream/order.ts'
import { UpstreamError, type UpstreamFailure } from '../domain/upstream/upstream-error.ts'

type Rule = { outcome: UpstreamFailure; retryAfterMs?: number; cause?: UnknownCause; outage?: true }

/** What each failure means, by code alone (spec 1.6 for `gw.*` and `401`; the rest is our own transport). */
export const failureRules: Readonly<Record<string, Rule>> = {
  // The gateway checks key, signature, token, grant and arguments before any business: nothing happened.
  '401': { outcome: 'permanent' },
  'gw.SignatureInvalid': { outcome: 'permanent' },
  'gw.SignatureMissing': { outcome: 'permanent' },
  'gw.AppKeyMissing': { outcome: 'permanent' },
  'gw.AppKeyNotFound': { outcome: 'permanent' },
  'gw.APIUnsupported': { outcome: 'permanent' },
  'gw.APIACLDecline': { outcome: 'permanent' },
  'gw.ParamMissing': { outcome: 'permanent' },
  'gw.QosAppFrequencyLimit': { outcome: 'retryable', retryAfterMs: 10_000 },
  'gw.QosAPIFrequencyLimit': { outcome: 'retryable', retryAfterMs: 10_000 },
  'gw.QosRequestLimit': { outcome: 'retryable', retryAfterMs: 10_000 },
  // Lasts until somebody buys more: ask again once an hour, not in a storm.
  'gw.NoUsageLeftError': { outcome: 'retryable', retryAfterMs: 3_600_000 },
  // Nothing left this machine.
  'client.busy': { outcome: 'retryable', retryAfterMs: 1_000 },
  'client.circuitOpen': { outcome: 'retryable', retryAfterMs: 5_000 },
  'client.notConnected': { outcome: 'retryable', retryAfterMs: 1_000, outage: true },
  'client.noToken': { outcome: 'permanent' },
  // A refresh under way elsewhere, one nobody answered, and one that was refused: nothing more is sent until it is mended.
  'client.tokenBusy': { outcome: 'retryable', retryAfterMs: 1_000 },
  'client.tokenNotRenewed': { outcome: 'retryable', retryAfterMs: 5_000 },
  'client.authorizationLost': { outcome: 'retryable', retryAfterMs: 60_000 },
  'client.codeRefused': { outcome: 'permanent' },
  'client.tokenRenewed': { outcome: 'retryable', retryAfterMs: 0 },
  // A look-up saw only a part of the orders: absence is not proven.
  'client.lookupIncomplete': { outcome: 'retryable', retryAfterMs: 60_000 },
  // Sent, and then anything may have happened.
  'client.timeout': { outcome: 'unknownOutcome', cause: 'timeout', outage: true },
  'client.connectionLost': { outcome: 'unknownOutcome', cause: 'connectionLost', outage: true },
  'client.garbledAnswer': { outcome: 'unknownOutcome', cause: 'garbledAnswer', outage: true },
  'http.4xx': { outcome: 'unknownOutcome', cause: 'garbledAnswer' },
  'http.5xx': { outcome: 'unknownOutcome', cause: 'serverError', outage: true },
  // Understood as JSON, but not in the shape the documentation promises.
  'wire.unexpectedShape': { outcome: 'permanent' },
}

/** A gateway code nobody has seen yet: it may even come from behind the gateway. */
const unheardOf: Rule = { outcome: 'unknownOutcome', cause: 'serverError' }

/** The error for a failure code, classified by the table. */
export function upstreamFailure(code: string, options: { cause?: unknown; detail?: string; retryAfterMs?: number } = {}): UpstreamError {
  const rule = failureRules[code] ?? unheardOf
  const retryAfterMs = options.retryAfterMs ?? rule.retryAfterMs
  const holdsAllBack = isRateLimit(code)
  return new UpstreamError(rule.outcome, code, { ...options, holdsAllBack, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}

/** What made the outcome of a call unknown. */
export function unknownCauseOf(code: string): UnknownCause {
  return failureRules[code]?.cause ?? 'serverError'
}

/** True for failures that say the upstream is ill, as opposed to refusing us: these open the circuit. */
export function isOutage(error: unknown): boolean {
  return error instanceof UpstreamError && failureRules[error.code]?.outage === true
}

/** True when the gateway says we call too often. */
export function isRateLimit(code: string): boolean {
  return code.startsWith('gw.Qos')
}

export const NO_QUOTA = 'gw.NoUsageLeftError'

/** True when nothing of the kind should be sent for a while. */
export function isHeldBack(code: string): boolean {
  return isRateLimit(code) || code === NO_QUOTA
}

/** 1688 refused a question that has no refusal in our words. Server-side business codes may be asked again. */
export function businessFailure(code: string, message: string | null): UpstreamError {
  const outcome = retryableBusinessCodes.has(code) ? 'retryable' : 'permanent'
  return new UpstreamError(outcome, code, message === null ? {} : { detail: message })
}

const retryableBusinessCodes: ReadonlySet<string> = new Set(['500', '4000', '4001', '4002', '4003', '4100', '4999', 'SYSTEM_ERROR'])
