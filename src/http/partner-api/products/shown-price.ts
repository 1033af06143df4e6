import { z } from 'zod'
import type { RateBook } from '../../../domain/quotes/reference-rates.ts'
import { type Currency, exponentOf } from '../../../domain/shared/currencies.ts'
import { convert, divideHalfUp, money, parseDecimal } from '../../../domain/shared/money.ts'
import { Refusal } from '../../../domain/shared/refusal.ts'
import { moneyWire, toMoneyWire } from '../../schema/wire.ts'

export const shownPriceWire = z
  .object({
    cny: moneyWire.meta({ description: 'What the seller asks.' }),
    display: moneyWire.meta({ description: 'The same in your currency, at the reference rate.' }),
  })
  .meta({ id: 'ShownPrice', description: "The seller's price, and what it is in your currency today." })

export type ShownPrice = z.input<typeof shownPriceWire>
export type ShowPrice = (fen: bigint) => ShownPrice

/** Shows fen in a currency at the reference rate of that moment. Throws `exchange_rate.unavailable`. */
export function priceShower(rates: RateBook, currency: Currency, at: Date): ShowPrice {
  const rate = rateOf(rates, currency, at)
  return (fen) => ({
    cny: toMoneyWire(fen, 'CNY'),
    display: toMoneyWire(convert(money(fen, 'CNY'), currency, rate).amount, currency),
  })
}

/** Minor units of a currency as fen, for filters. Throws `exchange_rate.unavailable`. */
export function toFen(rates: RateBook, { amount, currency }: { amount: number; currency: Currency }, at: Date): bigint {
  const { digits, scale } = parseDecimal(rateOf(rates, currency, at))
  const numerator = BigInt(amount) * 10n ** BigInt(exponentOf('CNY') + scale)
  return divideHalfUp(numerator, digits * 10n ** BigInt(exponentOf(currency)))
}

function rateOf(rates: RateBook, currency: Currency, at: Date): string {
  const reference = rates.rateAt(currency, at)
  if (!reference) throw new Refusal('exchange_rate.unavailable', { currency })
  return reference.rate
}
