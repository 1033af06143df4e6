import { z } from 'zod'
import type { RateBook, ReferenceRate } from '../../../domain/quotes/reference-rates.ts'
import { type Currency, exponentOf } from '../../../domain/shared/currencies.ts'
import { convert, divideHalfUp, money, parseDecimal } from '../../../domain/shared/money.ts'
import { Refusal } from '../../../domain/shared/refusal.ts'
import { currencyWire, instantWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'

export const shownPriceWire = z
  .object({
    cny: moneyWire.meta({ description: 'What the seller asks.' }),
    display: moneyWire.meta({ description: 'The same in your currency, at the reference rate.' }),
  })
  .meta({ id: 'ShownPrice', description: "The seller's price, and what it is in your currency today." })

export const shownRateWire = z
  .object({
    base: z.literal('CNY'),
    quote: currencyWire,
    rate: z.string().meta({ description: 'Units of `quote` for one of `base`, as a decimal.' }),
    source: z.string(),
    effectiveFrom: instantWire.meta({ description: 'Since when it holds.' }),
  })
  .meta({ id: 'ShownRate', description: 'The reference rate behind the amounts shown. A quote locks a rate of its own, margin included.' })

export const shownRateExample = {
  ...{ base: 'CNY' as const, quote: 'USD' as const, rate: '0.1404' },
  ...{ source: 'operator table 2026-01', effectiveFrom: '2026-01-01T00:00:00.000Z' },
}

export type ShownPrice = z.input<typeof shownPriceWire>
export type ShowPrice = (fen: bigint) => ShownPrice

/** How prices are shown in a currency, and the rate that is used. */
export type Pricing = { show: ShowPrice; rate: z.input<typeof shownRateWire> }

/** Shows fen in a currency at the reference rate of that moment. Throws `exchange_rate.unavailable`. */
export function pricingIn(rates: RateBook, currency: Currency, at: Date): Pricing {
  const { rate, source, effectiveFrom } = referenceOf(rates, currency, at)
  return {
    show: (fen) => ({
      cny: toMoneyWire(fen, 'CNY'),
      display: toMoneyWire(convert(money(fen, 'CNY'), currency, rate).amount, currency),
    }),
    rate: { base: 'CNY', quote: currency, rate, source, effectiveFrom: effectiveFrom.toISOString() },
  }
}

/** Minor units of a currency as fen, for filters. Throws `exchange_rate.unavailable`. */
export function toFen(rates: RateBook, { amount, currency }: { amount: number; currency: Currency }, at: Date): bigint {
  const { digits, scale } = parseDecimal(referenceOf(rates, currency, at).rate)
  const numerator = BigInt(amount) * 10n ** BigInt(exponentOf('CNY') + scale)
  return divideHalfUp(numerator, digits * 10n ** BigInt(exponentOf(currency)))
}

function referenceOf(rates: RateBook, currency: Currency, at: Date): ReferenceRate {
  const reference = rates.rateAt(currency, at)
  if (!reference) throw new Refusal('exchange_rate.unavailable', { currency })
  return reference
}
