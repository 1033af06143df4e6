import type { Currency } from '../shared/currencies.ts'

/** What partners together had at the end of a day: to spend, held for open orders, and owed to us (drawn on credit included). */
export type BalancePoint = { availableMinor: bigint; reservedMinor: bigint; exposureMinor: bigint }
/** How the balance of one kind of account moved on a day in China. */
export type DailyChange = { day: string; currency: Currency; kind: TrendKind; minor: bigint }
export type BalanceNow = { currency: Currency; kind: TrendKind; minor: bigint }

/** The accounts a trend is drawn of; what is owed lies on them as a negative balance. */
export const TREND_KINDS = ['available', 'reserved', 'owed', 'creditLine'] as const
export type TrendKind = (typeof TREND_KINDS)[number]

export type FinanceTrend = {
  /** Days in China, oldest first; every list below has one entry for each. */
  days: string[]
  balances: { currency: Currency; points: BalancePoint[] }[]
  orders: number[]
}

/** Balances at the end of each day, by going back from what they are now: only the days asked for are added up. */
export function dailyBalances(
  days: readonly string[],
  now: readonly BalanceNow[],
  changes: readonly DailyChange[],
): FinanceTrend['balances'] {
  const currencies = [...new Set(now.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const sums = new Map(TREND_KINDS.map((kind) => [kind, 0n]))
    for (const one of now) if (one.currency === currency) sums.set(one.kind, (sums.get(one.kind) ?? 0n) + one.minor)
    const points = days.toReversed().map((day) => {
      const point = pointOf(sums)
      for (const one of changes)
        if (one.currency === currency && one.day === day) sums.set(one.kind, (sums.get(one.kind) ?? 0n) - one.minor)
      return point
    })
    return { currency, points: points.toReversed() }
  })
}

function pointOf(sums: ReadonlyMap<TrendKind, bigint>): BalancePoint {
  const of = (kind: TrendKind) => sums.get(kind) ?? 0n
  return { availableMinor: of('available'), reservedMinor: of('reserved'), exposureMinor: -of('owed') - of('creditLine') }
}
