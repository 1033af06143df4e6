import type { PushVerdict } from '../domain/upstream/push.ts'
import { parseLossless } from './lossless-json.ts'
import { messageWire, toHint } from './push/hint.ts'
import { sameSignature, sign } from './sign.ts'

/**
 * Judges a push as received (spec 2.20): the signature covers every form field, without a path in front, over the raw text;
 * only then is it parsed. A message we cannot read is `malformed`, so that 1688 keeps it for pulling.
 */
export function verifyPush(appSecret: string, rawFormBody: Uint8Array | string): PushVerdict {
  const body = typeof rawFormBody === 'string' ? rawFormBody : Buffer.from(rawFormBody).toString('utf8')
  const form = Object.fromEntries(new URLSearchParams(body))
  if (!sameSignature(sign(appSecret, form), form._aop_signature ?? '')) return { kind: 'badSignature' }
  return form.message === undefined ? { kind: 'malformed', reason: 'no message' } : readMessage(form.message)
}

/** Reads a message that was verified when it came in: what the inbox kept. */
export function readMessage(payload: string): PushVerdict {
  const parsed = messageWire.safeParse(parseOrUndefined(payload))
  if (!parsed.success) return { kind: 'malformed', reason: 'message is no JSON object of the documented shape' }
  const hint = toHint(parsed.data, parsed.data.data)
  return hint ? { kind: 'message', hint, payload } : { kind: 'malformed', reason: 'no msgId or type' }
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseLossless(text)
  } catch {
    return undefined
  }
}
