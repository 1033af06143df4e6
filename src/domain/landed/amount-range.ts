import { allocate, type Currency, money } from '../shared/money.ts'
import type { AmountRange } from './landed-estimate.ts'

export const NOTHING: AmountRange = { minMinor: 0n, likelyMinor: 0n, maxMinor: 0n }

/** The same amount whichever way it turns out. */
export function exactly(minor: bigint): AmountRange {
  return { minMinor: minor, likelyMinor: minor, maxMinor: minor }
}

/** The sum of ranges that move together. */
export function sumRanges(ranges: readonly AmountRange[]): AmountRange {
  return ranges.reduce(
    (total, range) => ({
      minMinor: total.minMinor + range.minMinor,
      likelyMinor: total.likelyMinor + range.likelyMinor,
      maxMinor: total.maxMinor + range.maxMinor,
    }),
    NOTHING,
  )
}

/** Splits each end of a range by weights, so that the parts sum to it exactly (domain.md 5.4). */
export function allocateRange(range: AmountRange, weights: readonly bigint[], currency: Currency): AmountRange[] {
  const split = (minor: bigint) => allocate(money(minor, currency), weights).map(({ amount }) => amount)
  const [least, likely, most] = [split(range.minMinor), split(range.likelyMinor), split(range.maxMinor)]
  return weights.map((_weight, index) => ({
    minMinor: least[index] ?? 0n,
    likelyMinor: likely[index] ?? 0n,
    maxMinor: most[index] ?? 0n,
  }))
}
