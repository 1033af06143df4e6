export type Random = {
  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(values: readonly T[]): T
  chance(probability: number): boolean
}

/** A repeatable stream of numbers for a seed: the same seed always gives the same product. */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    int,
    pick<T>(values: readonly T[]): T {
      const chosen = values[int(0, values.length - 1)]
      if (chosen === undefined) throw new RangeError('nothing to pick from')
      return chosen
    },
    chance: (probability) => next() < probability,
  }
}
