import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from './product.ts'

/** Why an answer is older than it should be: 1688 could not be asked, or our quota there is used up. */
export const CATALOGUE_TROUBLES = ['upstreamUnavailable', 'upstreamQuotaExhausted'] as const
export type CatalogueTrouble = (typeof CATALOGUE_TROUBLES)[number]

/** An answer with the instant 1688 was asked for it. Those who ask at the same time share the value: nobody changes it. */
export type Cached<Value> = {
  value: Value
  asOf: Date
  /** Null for an answer of its normal age. */
  trouble: CatalogueTrouble | null
  /** True once 1688 has told of a change of what it shows: whoever keeps a rendering of it asks before each use. */
  isOvertaken(): boolean
}

/**
 * The upstream catalogue behind a cache: what everyone who shows goods reads from, and nobody who orders them. While 1688 cannot be
 * asked, the last known answer goes on with its `trouble`; throws UpstreamError when there is none.
 */
export interface CachedCatalogue {
  searchProducts(query: ProductQuery): Promise<Cached<ProductPage>>
  getProduct(offerId: string, language: string): Promise<Cached<Product> | undefined>
  listSellerProducts(query: SellerProductQuery): Promise<Cached<ProductPage>>
  relatedProducts(offerId: string, language: string): Promise<Cached<ProductPage>>
  searchByImage(query: ImageQuery): Promise<Cached<ProductPage>>
  getCategory(categoryId: string, language: string): Promise<Cached<Category> | undefined>
  /** Not cached: passes through. */
  uploadSearchImage(image: Uint8Array): Promise<string>
  /** The next reader of these products, in any language, and of every listing that shows one, asks 1688. */
  forgetProducts(offerIds: readonly string[]): void
  /** Word of changes may have been missed: the next reader of anything asks 1688. */
  forgetAll(): void
}
