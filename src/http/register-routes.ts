import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
  preValidationHookHandler,
} from 'fastify'
import { type Again, Answer, type AnswerHead, headersOf, nextLink } from './answer.ts'
import { type Encode, encoderOf } from './encode-answer.ts'
import { expectedVersionOf, isFresh } from './plugins/conditional.ts'
import { fingerprintOf, type IdempotencyPort, type IdempotencyScope, idempotencyKeyOf, type StoredAnswer } from './plugins/idempotency.ts'
import { localeOf } from './plugins/locale.ts'
import { Problem, pathOf } from './problem.ts'
import { requestFields } from './request-context.ts'
import type { Route } from './route.ts'
import { MAX_FIELD_PROBLEMS, pointerOf } from './schema/field-problems.ts'

/** How callers of one kind come in. */
export type Door = {
  name: string
  /** Who is it, may he, how often: run before the body is read, in this order. */
  onRequest: readonly ((route: Route) => onRequestHookHandler | onRequestAsyncHookHandler)[]
  /** Takes one of the caller's places for running requests; the result gives it back. Throws when there is none. */
  occupy?: (request: FastifyRequest) => () => void
  /** Keeps an answer for callers who ask the same again at once. */
  hold?: (request: FastifyRequest, route: Route, again: Again) => void
  /** What handlers of this door get besides the request. */
  context: (request: FastifyRequest) => object
  /** Whose idempotency keys these are. Required when a route of the door is idempotent. */
  idempotency?: { port: IdempotencyPort<unknown>; owner: (request: FastifyRequest) => { partnerId: string; livemode: boolean } }
  /** Parses every answer with its zod schema before it is written; slow, for tests and staging. */
  checkAnswers: boolean
}

/** Adds the routes of one door to the server. */
export function registerRoutes(app: FastifyInstance, routes: readonly Route[], door: Door): void {
  for (const route of routes) {
    if (route.idempotent && !door.idempotency) throw new Error(`${route.operationId}: the ${door.name} door has no idempotency port`)
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      schema: {
        ...(route.params && { params: route.params }),
        ...(route.query && { querystring: route.query }),
        ...(route.body && { body: route.body }),
      },
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
      config: { operationId: route.operationId },
      onRequest: [...door.onRequest.map((hook) => hook(route)), ...occupyWhileSending(route, door)],
      preValidation: createHeaderCheck(route),
      handler: createHandler(route, door, encoderOf(route, door.checkAnswers)),
    })
  }
}

/** What can be said before the body is looked at: headers that are missing, a body or a query where none belongs. */
function createHeaderCheck(route: Route): preValidationHookHandler {
  return (request, _reply, done) => {
    try {
      if (route.idempotent) idempotencyKeyOf(request.headers['idempotency-key'])
      if (!route.query && hasKeys(request.query)) refuseFields('query', request.query)
      if (!route.body && !route.rawBody && hasKeys(request.body)) refuseFields('body', request.body)
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}

/** Who sends a body holds a place from the first byte on; a read holds one only while it waits for something. */
function occupyWhileSending(route: Route, { occupy }: Door): onRequestHookHandler[] {
  if (!occupy || route.method === 'GET') return []
  return [
    (request, reply, done) => {
      try {
        reply.raw.once('close', occupy(request))
      } catch (error) {
        return done(error as Error)
      }
      done()
    },
  ]
}

function createHandler(route: Route, door: Door, encode: Encode) {
  const run = runnerOf(route, door)
  return (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined => {
    const input = {
      ...door.context(request),
      params: request.params,
      query: request.query,
      body: request.body,
      request,
      locale: localeOf(request.headers['accept-language']),
      expectedVersion: route.ifMatch ? expectedVersionOf(request.headers['if-match'], route.ifMatch === 'required') : undefined,
      prepared: undefined,
    }
    if (route.idempotent && door.idempotency) return answerOnce({ route, door: door.idempotency, encode, input }, request, reply)
    const result = run(input, request, reply)
    if (result instanceof Promise) return result.then((settled) => send(settled, { route, door, encode }, reply))
    send(result, { route, door, encode }, reply)
    // A reply is thenable: handed back, it would be waited for.
    return undefined
  }
}

type Run = (input: object, request: FastifyRequest, reply: FastifyReply) => unknown

function runnerOf(route: Route, { occupy }: Door): Run {
  if (!occupy || route.method !== 'GET') return (input) => route.handler(input)
  return (input, request, reply) => {
    const leave = occupy(request)
    let waiting = false
    try {
      const result = route.handler(input)
      waiting = result instanceof Promise
      return result
    } finally {
      if (waiting) reply.raw.once('close', leave)
      else leave()
    }
  }
}

type Once = { route: Route; door: NonNullable<Door['idempotency']>; encode: Encode; input: object }

async function answerOnce({ route, door, encode, input }: Once, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const scope: IdempotencyScope = {
    ...door.owner(request),
    method: route.method,
    route: route.path,
    key: idempotencyKeyOf(request.headers['idempotency-key']),
  }
  const received = await route.receive?.(request)
  try {
    const body = received === undefined ? (request.body ?? null) : received.identity
    const fingerprint = fingerprintOf({ method: route.method, path: pathOf(request.url), apiVersion: request.apiVersion, body })
    return await answerUnder({ scope, fingerprint }, { route, door, encode, input: { ...input, received } }, { request, reply })
  } finally {
    await received?.discard()
  }
}

type Claim = { scope: IdempotencyScope; fingerprint: string }
type Exchange = { request: FastifyRequest; reply: FastifyReply }

/** Answers what is stored under the key, or does the work and stores its answer. */
async function answerUnder({ scope, fingerprint }: Claim, { route, door, encode, input }: Once, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange
  const prepare = route.prepareWhen?.(request.body) === false ? undefined : route.prepare
  if (prepare) {
    const known = await door.port.find(scope)
    if (known && known.fingerprint !== fingerprint) throw new Problem('idempotency.key_reused')
    if (known) return sendStored({ answer: known.answer, replayed: true }, request, reply)
  }
  const prepared = prepare ? await prepare(input) : null
  const outcome = await door.port.run(scope, fingerprint, async (tx) => {
    const { body, head } = split(await route.handler({ ...input, prepared, tx }))
    const { 'content-type': type = 'application/json; charset=utf-8', ...headers } = headersOf(head)
    return { status: route.response.status, headers: { 'content-type': type, ...headers }, body: String(encode(body)) }
  })
  return sendStored(outcome, request, reply)
}

function sendStored(outcome: { answer: StoredAnswer; replayed: boolean }, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.idempotency = outcome.replayed ? 'replayed' : 'first'
  if (outcome.replayed) reply.header('idempotent-replayed', 'true')
  return reply.code(outcome.answer.status).headers(outcome.answer.headers).header('cache-control', 'no-store').send(outcome.answer.body)
}

type Sending = { route: Route; door: Door; encode: Encode }

function send(result: unknown, { route, door, encode }: Sending, reply: FastifyReply): FastifyReply {
  const { body, head } = split(result)
  const headers = headersOf(head)
  reply.headers(headers)
  if (head.nextCursor) reply.header('link', nextLink(reply.request.url, head.nextCursor))
  const isRead = route.method === 'GET'
  if (isRead && head.etag !== undefined && isFresh(reply.request.headers['if-none-match'], head.etag)) return reply.code(304).send()
  if (isRead && head.again !== undefined) door.hold?.(reply.request, route, head.again)
  reply.code(route.response.status)
  if (route.response.status === 204) return reply.send()
  if (!headers['content-type']) reply.header('content-type', 'application/json; charset=utf-8')
  return reply.send(encode(body))
}

function split(result: unknown): { body: unknown; head: AnswerHead } {
  return result instanceof Answer ? { body: result.body, head: result.head } : { body: result, head: {} }
}

function hasKeys(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function refuseFields(part: 'query' | 'body', value: object): never {
  const names = Object.keys(value).slice(0, MAX_FIELD_PROBLEMS)
  const fields = names.map((name) => ({ in: part, pointer: pointerOf([name]), code: 'unknown_field' as const }))
  throw new Problem('request.validation_failed', {}, { fields })
}

/** Prepares a server for routes: the fields that every request carries. */
export function decorateRequests(app: FastifyInstance): void {
  for (const [name, value] of Object.entries(requestFields)) app.decorateRequest(name, value)
}
