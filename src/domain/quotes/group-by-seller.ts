/** More SKUs than that 1688 takes in no order (domain.md 3.1). */
const MAX_SKUS_PER_ORDER = 50

/** What goes into one upstream order each: one seller's goods, at most 50 SKUs. */
export function groupBySeller<Goods extends { product: { seller: { openId: string } } }>(chosen: readonly Goods[]): Goods[][] {
  const bySeller = Map.groupBy(chosen, (goods) => goods.product.seller.openId)
  return [...bySeller.values()].flatMap((goods) =>
    Array.from({ length: Math.ceil(goods.length / MAX_SKUS_PER_ORDER) }, (_, at) =>
      goods.slice(at * MAX_SKUS_PER_ORDER, (at + 1) * MAX_SKUS_PER_ORDER),
    ),
  )
}
