import { Readable } from 'node:stream'
import type { Route } from './route.ts'
import { serializerOf } from './schema/response-serializer.ts'

/** Turns what a handler returned into what is sent. */
export type Encode = (body: unknown) => string | Uint8Array | Readable | undefined

/**
 * The encoder of a route: JSON by the route's own schema, so that a field it does not name cannot leave; bytes as they are.
 * With `check` the answer is parsed by zod first: fast-json-stringify coerces a lost price to 0 instead of complaining.
 */
export function encoderOf(route: Route, check: boolean): Encode {
  const { response, operationId } = route
  if (!('schema' in response)) return bytesOnly
  const serialize = serializerOf(response.schema)
  return (body) => {
    if (body instanceof Uint8Array || body instanceof Readable) return body
    if (check) {
      const parsed = response.schema.safeParse(body)
      if (!parsed.success) throw new Error(`the answer of ${operationId} does not fit its schema`, { cause: parsed.error })
    }
    return serialize(body)
  }
}

function bytesOnly(body: unknown): Uint8Array | Readable | undefined {
  if (body === undefined || body instanceof Uint8Array || body instanceof Readable) return body
  throw new Error('a route without a schema answers bytes or nothing')
}
