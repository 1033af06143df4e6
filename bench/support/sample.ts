/** What one stretch of work came to. */
export type Sample = {
  perSecond: number
  /** CPU time of the serving process for one piece of work, in microseconds. */
  cpuUs: number
  /** CPU time of all of PostgreSQL's processes for one piece of work, where it was looked at. */
  databaseUs?: number
  p50Ms: number
  p99Ms: number
}

/** The middle of each figure by itself. */
export function medianOf(samples: readonly Sample[]): Sample {
  const middle = (figure: keyof Sample): number => median(samples.map((sample) => sample[figure] ?? Number.NaN))
  const looked = samples.some(({ databaseUs }) => databaseUs !== undefined) ? { databaseUs: middle('databaseUs') } : {}
  return { perSecond: middle('perSecond'), cpuUs: middle('cpuUs'), ...looked, p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms') }
}

/** The middle value; the mean of the two middle ones of an even number. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const half = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[half]]
  return (low + high) / 2
}
/** The value that `share` of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
