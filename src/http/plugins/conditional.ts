import { Problem } from '../problem.ts'

/** True when the caller already has what `etag` names (RFC 9110 13.1.2: `*`, lists, weak comparison). */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.trim() === '*' || tagsOf(ifNoneMatch).includes(etag)
}

/**
 * The row version an `If-Match` header expects; undefined for `*` (any version) or when it is absent and not required.
 * Throws `resource.version_required` (428) and, for a tag that cannot be ours, `resource.version_mismatch` (412).
 */
export function expectedVersionOf(ifMatch: string | undefined, required: boolean): number | undefined {
  if (ifMatch === undefined) {
    if (required) throw new Problem('resource.version_required')
    return undefined
  }
  if (ifMatch.trim() === '*') return undefined
  // If-Match compares strongly: a weak tag never matches. One tag is all a client of ours can mean.
  const version = /^"v(\d{1,9})(?:-[\w-]+)?"$/.exec(ifMatch.trim())?.[1]
  if (version === undefined) throw new Problem('resource.version_mismatch')
  return Number(version)
}

/** Tags of a header, without quotes and weakness marks. */
function tagsOf(header: string): string[] {
  return [...header.slice(0, 2000).matchAll(/(?:W\/)?"([^"]*)"/g)].map((match) => match[1] ?? '')
}
