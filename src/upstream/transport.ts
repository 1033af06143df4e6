import { type Dispatcher, request } from 'undici'
import { upstreamFailure } from './errors.ts'

export type Exchange = { url: string; form: Readonly<Record<string, string>>; timeoutMs: number }

/** What came back, whatever the status. */
export type Answer = { status: number; text: string }

/** One POST of a form, one answer; never repeated. Throws UpstreamError for a failed exchange. */
export async function exchange(dispatcher: Dispatcher, { url, form, timeoutMs }: Exchange): Promise<Answer> {
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    const response = await request(url, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal: deadline,
    })
    return { status: response.statusCode, text: await response.body.text() }
  } catch (error) {
    throw upstreamFailure(transportCode(error, deadline.aborted), { cause: error })
  }
}

/** Failures that happened before the first byte went out: the call cannot have taken effect. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

const TIMED_OUT: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** The failure code of an exchange that broke off; `aborted` when our own deadline did it. */
export function transportCode(error: unknown, aborted: boolean): string {
  if (aborted) return 'client.timeout'
  const code = errorCode(error)
  if (NOT_SENT.has(code)) return 'client.notConnected'
  return TIMED_OUT.has(code) ? 'client.timeout' : 'client.connectionLost'
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
