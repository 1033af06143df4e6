import { z } from 'zod'
import { type CatalogueRules, withMarkup, withoutMarkup } from '../../../domain/catalogue/catalogue-rules.ts'
import type { RateBook, ReferenceRate } from '../../../domain/quotes/reference-rates.ts'
import { type Currency, exponentOf } from '../../../domain/shared/currencies.ts'
import { convert, divideHalfUp, money, parseDecimal } from '../../../domain/shared/money.ts'
import { Refusal } from '../../../domain/shared/refusal.ts'
import { listedPrices } from '../../../domain/upstream/listed-prices.ts'
import { currencyWire, instantWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'

export const shownPriceWire = z
  .object({
    cny: moneyWire.nullable().meta({ description: 'What the seller asks; null where your markup is hidden.' }),
    display: moneyWire.meta({ description: 'For your shoppers: in your currency at the reference rate, with your markup.' }),
  })
  .meta({ id: 'ShownPrice', description: "The seller's price, and what it is to your shoppers today." })

/** Null without a promotion, so nobody strikes through a price that was never asked. */
export const listPriceWire = shownPriceWire.nullable().meta({
  description: 'The price before a promotion that runs now, to strike through beside `price`; null without one.',
})

const shownRateWire = z
  .object({
    base: z.literal('CNY'),
    quote: currencyWire,
    rate: z.string().meta({ description: 'Units of `quote` for one of `base`, as a decimal.' }),
    source: z.string(),
    effectiveFrom: instantWire.meta({ description: 'Since when it holds.' }),
  })
  .meta({ id: 'ShownRate', description: 'The reference rate behind the amounts shown. A quote locks a rate of its own, margin included.' })

/** Fields of every answer with prices. */
export const pricingFields = {
  rate: shownRateWire,
  markupBps: z.int().min(0).nullable().meta({
    description: 'Your markup in `display`, in basis points; null without one, or where it is hidden. Quotes charge without it.',
  }),
}

export const pricingExample = {
  rate: {
    ...{ base: 'CNY' as const, quote: 'USD' as const, rate: '0.1404' },
    ...{ source: 'operator table 2026-01', effectiveFrom: '2026-01-01T00:00:00.000Z' },
  },
  markupBps: null,
}

export type ShownPrice = z.input<typeof shownPriceWire>
export type ShowPrice = (fen: bigint) => ShownPrice

/** What is asked now and, while a promotion runs, what was asked before. */
export function presentPrices(
  listed: Parameters<typeof listedPrices>[0],
  show: ShowPrice,
): { price: ShownPrice; listPrice: ShownPrice | null } {
  const { nowFen, beforeFen } = listedPrices(listed)
  return { price: show(nowFen), listPrice: beforeFen === null ? null : show(beforeFen) }
}

/** How prices are shown in a currency, and the rate that is used. */
export type Pricing = {
  show: ShowPrice
  /** The same money in that currency: for what is no price. */
  exchange(fen: bigint): z.input<typeof moneyWire>
  /** What an answer says of its prices as a whole. */
  said: { rate: z.input<typeof shownRateWire>; markupBps: number | null }
}

export type PricingWish = { rates: RateBook; currency: Currency; at: Date; rules: CatalogueRules | null }

/** Shows fen in a currency at the reference rate of that moment, with the partner's markup. Throws `exchange_rate.unavailable`. */
export function pricingIn({ rates, currency, at, rules }: PricingWish): Pricing {
  const { rate, source, effectiveFrom } = referenceOf(rates, currency, at)
  const bps = rules?.markupBps ?? 0
  const isHidden = bps > 0 && rules?.isMarkupShown === false
  const exchanged = (fen: bigint) => convert(money(fen, 'CNY'), currency, rate).amount
  // The variants of a product mostly cost the same.
  const shown = new Map<bigint, ShownPrice>()
  const show = (fen: bigint): ShownPrice => {
    const cny = isHidden ? null : toMoneyWire(fen, 'CNY')
    const price = { cny, display: toMoneyWire(withMarkup(exchanged(fen), bps), currency) }
    shown.set(fen, price)
    return price
  }
  return {
    show: (fen) => shown.get(fen) ?? show(fen),
    exchange: (fen) => toMoneyWire(exchanged(fen), currency),
    said: {
      rate: { base: 'CNY', quote: currency, rate, source, effectiveFrom: effectiveFrom.toISOString() },
      markupBps: bps === 0 || isHidden ? null : bps,
    },
  }
}

/** Minor units as shoppers see them in fen, for filters. Throws `exchange_rate.unavailable`. */
export function toFen(amount: number, { rates, currency, at, rules }: PricingWish): bigint {
  const { digits, scale } = parseDecimal(referenceOf(rates, currency, at).rate)
  const numerator = BigInt(amount) * 10n ** BigInt(exponentOf('CNY') + scale)
  return withoutMarkup(divideHalfUp(numerator, digits * 10n ** BigInt(exponentOf(currency))), rules?.markupBps ?? 0)
}

function referenceOf(rates: RateBook, currency: Currency, at: Date): ReferenceRate {
  const reference = rates.rateAt(currency, at)
  if (!reference) throw new Refusal('exchange_rate.unavailable', { currency })
  return reference
}
