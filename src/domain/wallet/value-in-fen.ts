import type { RateBook } from '../quotes/reference-rates.ts'
import { exponentOf } from '../shared/currencies.ts'
import { type Money, parseDecimal } from '../shared/money.ts'

/**
 * What an amount is worth in fen at the reference rate, rounded up, and no less than without the rates that `makerId` entered: who enters
 * rates would otherwise measure his own bookings. Null for a currency without a rate.
 */
export function valueInFen(rates: RateBook, value: Money, { at, makerId }: { at: Date; makerId: string }): bigint | null {
  const inForce = rates.rateAt(value.currency, at)
  const byOthers = rates.rateAt(value.currency, at, { exceptBy: makerId })
  if (inForce === undefined || byOthers === undefined) return null
  const values = [inForce, byOthers].map(({ rate }) => atRate(value, rate))
  return values.reduce((most, each) => (each > most ? each : most))
}

function atRate({ amount, currency }: Money, rate: string): bigint {
  const { digits, scale } = parseDecimal(rate)
  const numerator = amount * 10n ** BigInt(scale + 2)
  const denominator = digits * 10n ** BigInt(exponentOf(currency))
  return (numerator + denominator - 1n) / denominator
}
