import type { MeasureSource, Product, ProductSku, SellerScores } from '../upstream/product.ts'

/** What 1688 said of the goods when they were quoted: kept with the order as evidence of what was promised (domain.md 3.3). */
export type ListingFacts = {
  imageUrls: string[]
  productAttributes: { nameZh: string; valueZh: string }[]
  unit: string | null
  minOrderQuantity: number
  /** The price tier the quantity falls into, in fen; null where the goods have none. */
  priceTier: { fromQuantity: number; priceFen: bigint; promotionPriceFen: bigint | null } | null
  stock: number
  measures: { weightG: number | null; lengthMm: number | null; widthMm: number | null; heightMm: number | null; source: MeasureSource }
  sellerOpenId: string
  sellerScores: SellerScores
  identities: string[]
}

/** The facts of a product, and of the variant where there is one, as they are now. */
export function listingFacts(product: Product, sku: ProductSku | null, quantity: number): ListingFacts {
  const { weightG, lengthMm, widthMm, heightMm, source } = sku?.measures.weightG == null ? product.measures : sku.measures
  const tiers = sku?.tiers ?? product.tiers
  return {
    imageUrls: product.imageUrls.slice(0, 10),
    productAttributes: product.attributes.slice(0, 60).map(({ name, value }) => ({ nameZh: name.zh, valueZh: value.zh })),
    unit: product.unit?.zh ?? null,
    minOrderQuantity: product.minOrderQuantity,
    priceTier: tiers.findLast(({ fromQuantity }) => fromQuantity <= quantity) ?? null,
    stock: sku?.stock ?? product.stock,
    measures: { weightG, lengthMm, widthMm, heightMm, source },
    sellerOpenId: product.seller.openId,
    sellerScores: product.seller.scores,
    identities: product.labels.identities,
  }
}
