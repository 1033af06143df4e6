import { UpstreamError } from '../domain/upstream/upstream-error.ts'

/** True for an id 1688 could have made: up to 19 digits. */
export function isUpstreamId(value: string): boolean {
  return /^\d{1,19}$/.test(value)
}

/** An id as the bare digits a request needs inside JSON. Throws a permanent UpstreamError for anything else: no call is made. */
export function digits(value: string): bigint {
  if (!isUpstreamId(value)) throw new UpstreamError('permanent', 'client.invalidId')
  return BigInt(value)
}
