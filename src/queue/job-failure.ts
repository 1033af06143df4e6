import { UnrecoverableError } from 'bullmq'

/** A try that took longer than its job's `timeoutMs`. */
export class JobTimeoutError extends Error {
  override readonly name = 'JobTimeoutError'
}

type Failure = { retryable?: unknown; outcome?: unknown; retryAfterMs?: unknown; holdsAllBack?: unknown }

/** What BullMQ is to see of an error: one that says it is not worth a second try ends the job at once. */
export function asJobFailure(error: unknown): Error {
  const { retryable, outcome } = (error ?? {}) as Failure
  const thrown = error instanceof Error ? error : new Error(String(error))
  if (retryable !== false && outcome !== 'permanent') return thrown
  return Object.assign(new UnrecoverableError(thrown.message), { cause: thrown })
}

/** The wait an error asks for, such as 1688's Retry-After; undefined when it names none. */
export function retryAfterMs(error: unknown): number | undefined {
  const { retryAfterMs: wanted } = (error ?? {}) as Failure
  return typeof wanted === 'number' && wanted >= 0 && Number.isFinite(wanted) ? wanted : undefined
}

/** How long the whole queue rests when an error says that every job of it would meet the same wall; undefined for all other errors. */
export function queueRestMs(error: unknown): number | undefined {
  return ((error ?? {}) as Failure).holdsAllBack === true ? retryAfterMs(error) : undefined
}

/** Doubling from `baseMs`, never above `maxMs`, spread over its upper half so that jobs that failed together do not come back together. */
export function backoffMs(backoff: { baseMs: number; maxMs: number }, attemptsMade: number): number {
  const full = Math.min(backoff.maxMs, backoff.baseMs * 2 ** (attemptsMade - 1))
  return Math.round(full / 2 + (full / 2) * Math.random())
}
