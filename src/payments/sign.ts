import { createHmac, timingSafeEqual } from 'node:crypto'

/** The signature of a request of ours: over time, method, path with query, and body, so that none of them can be swapped. */
export function signRequest(secret: string, parts: { timestamp: string; method: string; path: string; body: string }): string {
  return hmac(secret, [parts.timestamp, parts.method, parts.path, parts.body].join('\n'))
}

/** True when the provider signed exactly these bytes at that time with this secret. */
export function isCallbackSignature(
  secret: string,
  { timestamp, rawBody, sign }: { timestamp: string; rawBody: Uint8Array; sign: string },
) {
  const expected = Buffer.from(createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex'))
  const given = Buffer.from(sign)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
