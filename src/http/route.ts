import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Answer } from './answer.ts'
import type { Locale } from './plugins/locale.ts'
import type { JsonSchema } from './schema/json-schema.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Bytes = Uint8Array | Readable
/** What is known at once is answered at once: a promise costs a hot answer more than the rest of it. */
type Awaitable<Value> = Value | Promise<Value>

/** A JSON answer. The schema is what may leave; the example is shown in the document and checked against it. */
export type JsonResponse<Out = unknown> = {
  status: 200 | 201 | 202
  schema: z.ZodType<unknown, Out>
  example: NoInfer<Out>
  /** Media types the handler may answer with instead, as bytes. */
  alsoAs?: readonly string[]
}
/** An answer of bytes, of one of these media types. */
export type BytesResponse = { status: 200; contentTypes: readonly string[] }
export type EmptyResponse = { status: 204 }
export type RouteResponse = JsonResponse | BytesResponse | EmptyResponse

/** What every handler gets, whatever its door. */
export type RouteInput<Params, Query, RequestBody> = {
  params: Parsed<Params>
  query: Parsed<Query>
  body: Parsed<RequestBody>
  request: FastifyRequest
  locale: Locale
  /** Row version named by `If-Match`; undefined when the route takes none or the caller sent `*`. */
  expectedVersion: number | undefined
}

type Described = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters, as in the document. */
  path: string
  /** Verb and noun, camelCase, unique: the name SDKs give the call. */
  operationId: string
  tag: string
  summary: string
  description: string
  /** What the key must be allowed to do; null only where the door has no keys or any key will do. */
  scope: string | null
  /** Units of quota one call costs; 1 unless said. */
  cost?: number
  /** Largest body in bytes; 256 KiB unless said. */
  bodyLimit?: number
  /** `optional`: If-Match is honoured. `required`: 428 without it. */
  ifMatch?: 'optional' | 'required'
  /** The answer carries a strong ETag and If-None-Match is honoured. */
  etag?: boolean
  /** A body that is not JSON: its media type, and its schema for the document. `receive` or the handler reads it from `request`. */
  rawBody?: { contentType: string; schema: JsonSchema; description?: string }
  /** Error statuses of this operation beyond those every operation of its door can answer. */
  problems?: readonly number[]
}

/** A body that `receive` read: what tells it from another under the same idempotency key, and how to let go of it. */
export type Received = { identity: Record<string, unknown>; discard(): Promise<void> }

/** A route before its types are put away. */
export type RouteSpec<Context, Tx, Params, Query, RequestBody, Out, Once, Prepared, Form> = Described & {
  params?: Params
  query?: Query
  body?: RequestBody
  bodyExample?: RequestBody extends z.ZodType ? z.input<RequestBody> : never
  response: JsonResponse<Out> | BytesResponse | EmptyResponse
  /** True: takes an Idempotency-Key, and the handler runs in the transaction that stores its answer. */
  idempotent?: Once
  /** Reads a `rawBody` before anything else is done with the request. */
  receive?: (request: FastifyRequest) => Promise<Form & Received>
  /** Work with the outside world before that transaction; skipped for a replay. */
  prepare?: (input: Context & RouteInput<Params, Query, RequestBody> & { received: Form }) => Promise<Prepared>
  /** False when this body needs nothing of the outside world: `prepared` is null then, and no look-up for a replay goes ahead. */
  prepareWhen?: (body: Parsed<RequestBody>) => boolean
  handler: (
    input: Context & RouteInput<Params, Query, RequestBody> & (Once extends true ? { tx: Tx } : unknown) & { prepared: Prepared },
  ) => Awaitable<Out | Bytes | Answer<Out | Bytes>>
}

/** A route as the registration and the document see it. */
export type Route = Described & {
  door: string
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  bodyExample: unknown
  response: RouteResponse
  idempotent: boolean
  receive: ((request: FastifyRequest) => Promise<Received>) | undefined
  prepare: ((input: object) => Promise<unknown>) | undefined
  prepareWhen: ((body: unknown) => boolean) | undefined
  handler: (input: object) => unknown
}

/**
 * Makes the `defineRoute` of one door: handlers get the door's context (who calls, what may be used) besides the typed request.
 * The result is plain data: the document is made from it, and nothing runs until it is registered.
 */
export function routeDefiner<Context extends object, Tx>(door: string) {
  return function defineRoute<
    Out = undefined,
    Params extends z.ZodType | undefined = undefined,
    Query extends z.ZodType | undefined = undefined,
    RequestBody extends z.ZodType | undefined = undefined,
    Once extends boolean = false,
    Prepared = undefined,
    Form = undefined,
  >(spec: RouteSpec<Context, Tx, Params, Query, RequestBody, Out, Once, Prepared, Form>): Route {
    const { params, query, body, bodyExample, idempotent, receive, prepare, prepareWhen, handler, ...described } = spec
    return {
      ...described,
      door,
      params,
      query,
      body,
      bodyExample,
      idempotent: idempotent ?? false,
      receive,
      // The types were checked above; the registration hands over exactly what `spec` asks for.
      prepare: prepare as Route['prepare'],
      prepareWhen: prepareWhen as Route['prepareWhen'],
      handler: handler as unknown as Route['handler'],
    }
  }
}
