import type { RateBook } from '../quotes/reference-rates.ts'
import { exponentOf } from '../shared/currencies.ts'
import { type Money, parseDecimal } from '../shared/money.ts'

/** What an amount is worth in fen at the reference rate, rounded up; null for a currency without a rate. */
export function valueInFen(rates: RateBook, { amount, currency }: Money, at: Date): bigint | null {
  const rate = rates.rateAt(currency, at)
  if (rate === undefined) return null
  const { digits, scale } = parseDecimal(rate.rate)
  const numerator = amount * 10n ** BigInt(scale + 2)
  const denominator = digits * 10n ** BigInt(exponentOf(currency))
  return (numerator + denominator - 1n) / denominator
}
