import { type Dispatcher, request } from 'undici'
import { upstreamFailure } from './errors.ts'
import { parseLossless, writeLossless } from './lossless-json.ts'
import { transportCode } from './transport.ts'

export type JsonRequest = { method: 'GET' | 'POST'; path: string; body?: unknown }
export type JsonAnswer = { status: number; body: unknown }
export type JsonHttp = (call: JsonRequest) => Promise<JsonAnswer>

/** Plain JSON over HTTP, for carriers and the sandbox's own doors. One attempt; throws UpstreamError when there is no answer. */
export function createJsonHttp({
  baseUrl,
  dispatcher,
  timeoutMs,
}: {
  baseUrl: string
  dispatcher?: Dispatcher
  timeoutMs: number
}): JsonHttp {
  return async ({ method, path, body }) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    let answer: { status: number; text: string }
    try {
      const response = await request(`${baseUrl}${path}`, {
        method,
        signal: deadline,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: writeLossless(body) }),
        ...(dispatcher ? { dispatcher } : {}),
      })
      answer = { status: response.statusCode, text: await response.body.text() }
    } catch (error) {
      throw upstreamFailure(transportCode(error, deadline.aborted), { cause: error })
    }
    if (answer.status >= 500) throw upstreamFailure('http.5xx', { detail: `HTTP ${answer.status}` })
    return { status: answer.status, body: parsed(answer.text) }
  }
}

function parsed(text: string): unknown {
  try {
    return parseLossless(text)
  } catch (error) {
    throw upstreamFailure('client.garbledAnswer', { cause: error })
  }
}
