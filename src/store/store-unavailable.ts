/** PostgreSQL is away or overloaded. The code is the one every door answers with, 503 and Retry-After; `retryable` is for jobs. */
export class StoreUnavailable extends Error {
  readonly code: 'service.unavailable' | 'service.busy'
  readonly retryable = true

  constructor(code: StoreUnavailable['code'], cause: Error) {
    super(`PostgreSQL: ${cause.message}`, { cause })
    this.name = 'StoreUnavailable'
    this.code = code
  }
}

/** What the server says of itself: connection exceptions, shutting down or starting, too many connections, a standby after a failover. */
const AWAY = /^(?:08|57P0[1-5]|53300|25006)/
/** A lock or a statement took longer than it may; the transaction is undone. */
const TOO_SLOW = /^(?:55P03|57014)/

/** The error to throw for one of a connection: `StoreUnavailable` when trying again later may help, else as it was. */
export function orUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code = '', severity } = error as Error & { code?: string; severity?: string }
  // Only the server's own words carry a severity: everything else comes from the line, or is a bug of the caller.
  if (severity === undefined) return error instanceof TypeError ? error : new StoreUnavailable('service.unavailable', error)
  if (TOO_SLOW.test(code)) return new StoreUnavailable('service.busy', error)
  return AWAY.test(code) ? new StoreUnavailable('service.unavailable', error) : error
}
