import type { z } from 'zod'
import type { UnknownOutcome } from '../domain/upstream/order.ts'
import type { ApiCall, ApiClient } from './client.ts'
import type { Decoded } from './envelopes.ts'
import { businessFailure, upstreamFailure } from './errors.ts'
import { REFUSED, wireReaderOf } from './wire-reader.ts'

type Decoder = (body: unknown) => Decoded | undefined

/** A read, opened by its envelope family. Throws UpstreamError, also for a body that is no such envelope. */
export async function ask(client: ApiClient, call: ApiCall, decode: Decoder): Promise<Decoded> {
  const decoded = decode(await client.read(call))
  if (!decoded) throw upstreamFailure('wire.unexpectedShape', { detail: `${call.name}: no known envelope` })
  return decoded
}

/** A read whose refusal has no meaning of its own: gives the payload, throws UpstreamError by the business code. */
export async function askFor(client: ApiClient, call: ApiCall, decode: Decoder): Promise<unknown> {
  return payloadOf(await ask(client, call, decode))
}

/** What an answer carries; throws UpstreamError by the business code of a refusal. */
export function payloadOf(decoded: Decoded): unknown {
  if (decoded.kind === 'refused') throw businessFailure(decoded.code || 'wire.refusedWithoutCode', decoded.message)
  return decoded.payload
}

/** One attempt at an effect, opened by its envelope family; an answer nobody can read leaves the outcome unknown. */
export async function perform(client: ApiClient, call: ApiCall, decode: Decoder): Promise<(Decoded & { seen: string }) | UnknownOutcome> {
  const answer = await client.effect(call)
  if (answer.kind === 'unknown') return answer
  const decoded = decode(answer.body)
  return decoded ? { ...decoded, seen: answer.seen } : { kind: 'unknown', cause: 'garbledAnswer', seen: answer.seen }
}

/** A payload in its documented shape. Throws UpstreamError naming the members that are not, never their values. */
export function shaped<Schema extends z.ZodType>(schema: Schema, payload: unknown, api: string): z.output<Schema> {
  const quick = wireReaderOf(schema)?.(payload) ?? REFUSED
  if (quick !== REFUSED) return quick as z.output<Schema>
  const read = schema.safeParse(payload)
  if (read.success) return read.data
  const places = read.error.issues.map((issue) => issue.path.join('.')).slice(0, 5)
  throw upstreamFailure('wire.unexpectedShape', { detail: `${api}: ${places.join(', ')}` })
}
