import type { Dispatcher } from 'undici'
import { upstreamFailure } from './errors.ts'

export type Exchange = { origin: string; path: string; form: Readonly<Record<string, string>>; timeoutMs: number }

/** What came back, whatever the status. */
export type Answer = { status: number; text: string }

/**
 * One POST of a form, one answer; never repeated. Throws UpstreamError for a failed exchange. Undici's own handler and a plain timer: a
 * stream and an abort signal for each call cost more than the call.
 */
export function exchange(dispatcher: Dispatcher, { origin, path, form, timeoutMs }: Exchange): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const chunks: Buffer[] = []
  let status = 0
  let running: Dispatcher.DispatchController | undefined
  let isLate = false
  const fail = (cause: Error): void => {
    clearTimeout(deadline)
    reject(upstreamFailure(transportCode(cause, isLate), { cause }))
  }
  const deadline = setTimeout(() => {
    isLate = true
    const late = new Error(`no answer in ${timeoutMs} ms`)
    fail(late)
    running?.abort(late)
  }, timeoutMs)
  const body = new URLSearchParams(form).toString()
  dispatcher.dispatch(
    { origin, path, method: 'POST', headers: HEADERS, body },
    {
      onRequestStart: (controller) => {
        running = controller
        // It waited for a connection until its time was over: nobody wants it sent any more.
        if (isLate) controller.abort(new Error('too late to be sent'))
      },
      onResponseStart: (_controller, statusCode) => {
        status = statusCode
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk)
      },
      onResponseEnd: () => {
        clearTimeout(deadline)
        resolve({ status, text: utf8.decode(joined(chunks)) })
      },
      onResponseError: (_controller, error) => fail(error),
    },
  )
  return promise
}

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', accept: 'application/json' }
const utf8 = new TextDecoder()

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
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
