import { Problem } from '../problem.ts'

/** The newest shape of the API; a key is pinned to the date it was made under. */
export const API_VERSION = '2026-11-01'

/** Every date that is answered, newest first. */
const SUPPORTED: readonly string[] = [API_VERSION]

/** The version a request speaks: its `Api-Version` header, else the date of its key. Throws `request.version_unknown`. */
export function apiVersionOf(header: string | string[] | undefined, pinned: string): string {
  const version = header ?? pinned
  if (typeof version === 'string' && SUPPORTED.includes(version)) return version
  if (header === undefined) return API_VERSION
  throw new Problem('request.version_unknown', { allowed: [...SUPPORTED] })
}
