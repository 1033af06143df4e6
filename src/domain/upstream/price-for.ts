import type { PriceTier, Product } from './product.ts'

/** Unit price in fen of `quantity` pieces of a SKU (or of a product without specs, `specId` null); undefined when unpriced or unknown. */
export function priceFor(product: Pick<Product, 'skus' | 'tiers'>, specId: string | null, quantity: number): bigint | undefined {
  const tiers = specId === null ? product.tiers : product.skus.find((sku) => sku.specId === specId)?.tiers
  return tiers === undefined ? undefined : tierFor(tiers, quantity)?.priceFen
}

/** Below the first tier its price still holds: the minimum quantity is a rule of its own, checked elsewhere. */
function tierFor(tiers: PriceTier[], quantity: number): PriceTier | undefined {
  let found = tiers[0]
  for (const tier of tiers) if (tier.fromQuantity <= quantity) found = tier
  return found
}
