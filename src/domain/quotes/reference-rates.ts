import type { Currency } from '../shared/currencies.ts'

/** Major units of `currency` for one CNY from `effectiveFrom` on; the operator's table until a rate feed is configured. */
export type ReferenceRate = { currency: Currency; rate: string; effectiveFrom: string; source: string }

const REFERENCE_RATES: readonly ReferenceRate[] = [
  { currency: 'CNY', rate: '1', effectiveFrom: '2020-01-01T00:00:00Z', source: 'identity' },
  { currency: 'USD', rate: '0.1404', effectiveFrom: '2026-01-01T00:00:00Z', source: 'operator table 2026-01' },
  { currency: 'EUR', rate: '0.1203', effectiveFrom: '2026-01-01T00:00:00Z', source: 'operator table 2026-01' },
  { currency: 'GBP', rate: '0.1048', effectiveFrom: '2026-01-01T00:00:00Z', source: 'operator table 2026-01' },
  { currency: 'JPY', rate: '21.85', effectiveFrom: '2026-01-01T00:00:00Z', source: 'operator table 2026-01' },
  { currency: 'KRW', rate: '204.6', effectiveFrom: '2026-01-01T00:00:00Z', source: 'operator table 2026-01' },
]

/** The newest reference rate in force at `at`; undefined for a currency we do not settle in. */
export function referenceRateAt(currency: Currency, at: Date): ReferenceRate | undefined {
  return REFERENCE_RATES.filter((row) => row.currency === currency && new Date(row.effectiveFrom) <= at)
    .sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))
    .at(0)
}
