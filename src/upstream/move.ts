import type { MoveOutcome, MoveRefusalReason } from '../domain/upstream/order.ts'
import { perform } from './call-api.ts'
import type { ApiCall, ApiClient } from './client.ts'
import { type Decoded, decodeMove } from './envelopes.ts'

export type MoveRules = {
  reasons: Readonly<Record<string, MoveRefusalReason>>
  /** Codes of failures on 1688's side, after which nobody knows. */
  serverCodes?: readonly string[]
  decode?: (body: unknown) => Decoded | undefined
}

/** One attempt at a call that answers only done or not done; the code table says why not. */
export async function move(
  client: ApiClient,
  call: ApiCall,
  { reasons, serverCodes = [], decode = decodeMove }: MoveRules,
): Promise<MoveOutcome> {
  const result = await perform(client, call, decode)
  if (result.kind === 'unknown') return result
  if (result.kind === 'ok') return { kind: 'accepted' }
  if (serverCodes.includes(result.code)) return { kind: 'unknown', cause: 'serverError', seen: result.seen }
  return { kind: 'refused', code: result.code, reason: reasons[result.code] ?? 'other', message: result.message }
}
