import type { Currency } from '../shared/currencies.ts'

/** Major units of `currency` for one CNY from `effectiveFrom` on, as a decimal string. */
export type ReferenceRate = { readonly currency: Currency; readonly rate: string; readonly effectiveFrom: Date; readonly source: string }

/** What finance, or one day a feed, entered; never changed, never removed. */
export type StoredRate = ReferenceRate & { readonly id: string; readonly setBy: string; readonly setAt: Date }

/** The reference rates every process knows, from memory. */
export interface RateBook {
  /** The rate in force, or what it would be without those that one person entered; undefined for a currency we do not settle in. */
  rateAt(currency: Currency, at: Date, without?: { exceptBy: string }): ReferenceRate | undefined
}

const SINCE_2026 = new Date('2026-01-01T00:00:00Z')
const TABLE = 'operator table 2026-01'

/** The rates we ship, for rehearsals: live quotes refuse them once they are old (`requireRate`). */
const SHIPPED_RATES: readonly ReferenceRate[] = [
  { currency: 'CNY', rate: '1', effectiveFrom: new Date('2020-01-01T00:00:00Z'), source: 'identity' },
  { currency: 'USD', rate: '0.1404', effectiveFrom: SINCE_2026, source: TABLE },
  { currency: 'EUR', rate: '0.1203', effectiveFrom: SINCE_2026, source: TABLE },
  { currency: 'GBP', rate: '0.1048', effectiveFrom: SINCE_2026, source: TABLE },
  { currency: 'JPY', rate: '21.85', effectiveFrom: SINCE_2026, source: TABLE },
  { currency: 'KRW', rate: '204.6', effectiveFrom: SINCE_2026, source: TABLE },
]

/** The rate in force among those entered, the last entered first listed; where nothing was, among those we ship. */
export function referenceRateAt(currency: Currency, at: Date, entered: readonly ReferenceRate[] = []): ReferenceRate | undefined {
  return newestAt(entered, currency, at) ?? newestAt(SHIPPED_RATES, currency, at)
}

/** The rates we ship and nothing over them: for benches without a database. */
export const SHIPPED_RATE_BOOK: RateBook = { rateAt: (currency, at) => referenceRateAt(currency, at) }

function newestAt(rates: readonly ReferenceRate[], currency: Currency, at: Date): ReferenceRate | undefined {
  const begun = rates.filter((rate) => rate.currency === currency && rate.effectiveFrom <= at)
  return begun.reduce<ReferenceRate | undefined>(
    (best, rate) => (best === undefined || rate.effectiveFrom > best.effectiveFrom ? rate : best),
    undefined,
  )
}
