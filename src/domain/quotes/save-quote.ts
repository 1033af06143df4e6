import type { Commands } from '../use-cases.ts'

/** Keeps a priced quote so that an order can be placed from it until it expires. */
export const saveQuote: Commands['saveQuote'] = async (tx, prepared) => {
  const quote = { ...prepared, status: 'OPEN' as const, orderId: null, version: 1 }
  await tx.quotes.insert(quote)
  return quote
}
