/** Units of a currency for one yuan: fixed, since the mock needs no market. */
const RATES: Readonly<Record<string, number>> = { USD: 0.14, EUR: 0.128, GBP: 0.109, JPY: 21.2, KRW: 195, RUB: 11.2, VND: 3600, AUD: 0.21 }

/** A price in the requested currency as decimal text, or null when none is asked for or it is not known. */
export function foreignPrice(fen: number, currency: string | null): string | null {
  const rate = currency === null ? undefined : RATES[currency]
  return rate === undefined ? null : ((fen / 100) * rate).toFixed(2)
}
