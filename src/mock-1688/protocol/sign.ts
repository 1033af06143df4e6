import { createHmac, timingSafeEqual } from 'node:crypto'

export type Params = Readonly<Record<string, string>>

/**
 * The `_aop_signature` of a call: HMAC-SHA1 over the path and the sorted `key + value` texts, upper-case hex.
 * The concatenated texts are sorted, not the keys: the two differ when one key is a prefix of another.
 */
export function sign(secret: string, params: Params, urlPath = ''): string {
  const texts = Object.entries(params)
    .filter(([key]) => key !== '_aop_signature')
    .map(([key, value]) => key + value)
    .sort(byCodeUnit)
  return createHmac('sha1', secret)
    .update(urlPath + texts.join(''), 'utf8')
    .digest('hex')
    .toUpperCase()
}

/** Whether `given` is exactly `expected`, in constant time; the case counts (lower case on the real gateway: unknown). */
export function sameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected)
  const right = Buffer.from(given)
  return left.length === right.length && timingSafeEqual(left, right)
}

function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
