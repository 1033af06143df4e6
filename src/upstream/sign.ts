import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * 1688's signature (spec 1.2, rule 3): the concatenated `key + value` strings are sorted, not the keys. Upper-case hex.
 * `urlPath` is empty for pushes. Values are the raw texts that are sent, before URL-encoding.
 */
export function sign(appSecret: string, params: Readonly<Record<string, string>>, urlPath = ''): string {
  const pairs = Object.keys(params)
    .filter((key) => key !== '_aop_signature')
    .map((key) => `${key}${params[key]}`)
    .sort()
  return createHmac('sha1', appSecret)
    .update(`${urlPath}${pairs.join('')}`, 'utf8')
    .digest('hex')
    .toUpperCase()
}

/** Compares two signatures without regard to case and without telling by time where they differ. */
export function sameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected.toUpperCase())
  const right = Buffer.from(given.toUpperCase())
  return left.length === right.length && timingSafeEqual(left, right)
}
