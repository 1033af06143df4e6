/** The only source of time in the domain; the sandbox turns it, tests fix it. */
export interface Clock {
  now(): Date
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** The instant `milliseconds` after `instant` (before it when negative); the argument is left untouched. */
export function addMilliseconds(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds)
}

/** The earliest of the given instants. */
export function earliest(first: Date, ...others: readonly Date[]): Date {
  return others.reduce((best, candidate) => (candidate.getTime() < best.getTime() ? candidate : best), first)
}

/** True when both are known and the limit has come; deadlines count as reached at their very instant. */
export function isReached(now: Date | undefined, limit: Date | undefined): boolean {
  return now !== undefined && limit !== undefined && now.getTime() >= limit.getTime()
}

/** True when both are known and the limit has not come yet. */
export function isBefore(now: Date | undefined, limit: Date | undefined): boolean {
  return now !== undefined && limit !== undefined && now.getTime() < limit.getTime()
}
