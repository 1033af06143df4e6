/** A price as 1688 lists it: while a promotion runs, `priceFen` is what it was before and `promotionPriceFen` what is paid. */
type Listed = { priceFen: bigint; promotionPriceFen: bigint | null }

/** What is paid now, and the price before a promotion that takes something off; `beforeFen` is null without one. */
export function listedPrices({ priceFen, promotionPriceFen }: Listed): { nowFen: bigint; beforeFen: bigint | null } {
  // Sellers fill both fields with one price, and a promotion is never a gift.
  const isReduced = promotionPriceFen !== null && promotionPriceFen > 0n && promotionPriceFen < priceFen
  return isReduced ? { nowFen: promotionPriceFen, beforeFen: priceFen } : { nowFen: priceFen, beforeFen: null }
}
