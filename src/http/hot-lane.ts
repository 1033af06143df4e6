import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, headersOf, nextLink } from './answer.ts'
import type { Held, HeldAnswers } from './held-answers.ts'
import type { RequestReport } from './plugins/access-log.ts'
import type { Authenticator, Principal } from './plugins/api-keys.ts'
import { apiVersionOf } from './plugins/api-version.ts'
import { localeOf } from './plugins/locale.ts'
import type { RateLimiter, RateLimitHeaders } from './plugins/rate-limit.ts'
import { API_HEADERS } from './plugins/security-headers.ts'
import { pathOf, problemOf, renderProblem } from './problem.ts'

export type HotLane = {
  /** True when the request was answered or will be; false leaves it to the routes, untouched. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** From now on everything is left to the routes. */
  close(): void
}

type HotLaneParts = {
  authenticator: Authenticator
  rateLimiter: RateLimiter
  held: HeldAnswers
  /** Hears of each answer that was given again, for metrics. */
  onHeld: () => void
  nextRequestId: () => string
  errorPageUrl: string
  report: (request: RequestReport) => void
}

/**
 * Gives held answers again without entering Fastify, whose life of a request costs as much again as sending the bytes. The same
 * key, quota, headers, problem and access line come from the same functions as on a route; a request with any wish of its own (a
 * condition, a version, another media type, a body) takes the route.
 */
export function createHotLane(parts: HotLaneParts): HotLane {
  const { authenticator, rateLimiter, held, onHeld, nextRequestId } = parts
  let isClosed = false
  return {
    answer(request, response) {
      if (isClosed || request.method !== 'GET' || hasWishes(request)) return false
      const principal = authenticator.known(request.headers.authorization)
      const hot = principal && held.find(principal, { url: request.url ?? '', acceptLanguage: request.headers['accept-language'] })
      const answer = hot?.again()
      if (!principal || !hot || !answer) return false
      onHeld()
      const passage: Passage = { request, response, principal, hot, answer, id: nextRequestId(), startedAt: performance.now() }
      try {
        const charged = rateLimiter.charge(principal, hot.cost)
        if (charged instanceof Promise) {
          charged.then(
            (headers) => send(passage, headers, parts),
            (error: unknown) => refuse(passage, error, parts),
          )
        } else send(passage, charged, parts)
      } catch (error) {
        refuse(passage, error, parts)
      }
      return true
    },
    close: () => {
      isClosed = true
    },
  }
}

/** Headers with which a request asks for more than what is held. */
const WISHES = ['if-none-match', 'api-version', 'x-correlation-id', 'content-length', 'transfer-encoding', 'expect'] as const

function hasWishes({ headers }: IncomingMessage): boolean {
  for (const name of WISHES) if (headers[name] !== undefined) return true
  const { accept } = headers
  return accept !== undefined && !accept.includes('*/*') && !accept.includes('application/json')
}

type Passage = {
  request: IncomingMessage
  response: ServerResponse
  principal: Principal
  hot: Held
  answer: Answer<Uint8Array>
  id: string
  startedAt: number
}

/** Headers as a flat list: node writes it as it is, without a look-up for each name. */
const FIXED = Object.entries(API_HEADERS).flat()

function send(passage: Passage, limits: RateLimitHeaders, { report }: HotLaneParts): void {
  const { response, answer, id } = passage
  const { body } = answer
  const own = ['request-id', id, 'ratelimit-policy', limits['ratelimit-policy'], 'ratelimit', limits.ratelimit]
  response.writeHead(200, [...writtenHeaders(passage), ...own])
  response.end(body)
  report(reportOf(passage, 200, { bytes: body.length }))
}

/** Headers that are the same each time this answer is given: worked out for the first time it is. */
function writtenHeaders({ principal, hot, answer }: Passage): readonly string[] {
  if (hot.written?.answer === answer) return hot.written.headers
  const { body, head } = answer
  const headers = [...FIXED, 'api-version', apiVersionOf(undefined, principal.apiVersion), ...Object.entries(headersOf(head)).flat()]
  if (head.nextCursor) headers.push('link', nextLink(hot.url, head.nextCursor))
  headers.push('content-type', 'application/json; charset=utf-8', 'content-length', String(body.length))
  hot.written = { answer, headers }
  hot.again = head.again ?? hot.again
  return headers
}

function refuse(passage: Passage, error: unknown, { report, errorPageUrl }: HotLaneParts): void {
  const { request, response, principal, id } = passage
  const problem = problemOf(error)
  const locale = localeOf(request.headers['accept-language'])
  const { status, headers, body } = renderProblem(problem, { locale, requestId: id, instance: pathOf(request.url ?? ''), errorPageUrl })
  const bytes = Buffer.byteLength(body)
  response.writeHead(status, {
    ...API_HEADERS,
    'request-id': id,
    'api-version': apiVersionOf(undefined, principal.apiVersion),
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': bytes,
  })
  response.end(body)
  report(reportOf(passage, status, { bytes, code: problem.code }))
}

function reportOf({ principal, hot, id, startedAt }: Passage, status: number, rest: { bytes: number; code?: string }): RequestReport {
  const { partnerId, keyId } = principal
  const version = apiVersionOf(undefined, principal.apiVersion)
  return { requestId: id, method: 'GET', route: hot.route, status, ms: performance.now() - startedAt, partnerId, keyId, version, ...rest }
}
