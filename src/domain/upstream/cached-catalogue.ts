import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from './product.ts'

/** An answer with the instant 1688 gave it. The value is frozen and shared: the same object until it is read anew. */
export type Cached<Value> = { value: Value; asOf: Date }

/** The upstream catalogue behind a cache: what everyone who shows goods reads from. Throws UpstreamError on a miss that fails. */
export interface CachedCatalogue {
  searchProducts(query: ProductQuery): Promise<Cached<ProductPage>>
  getProduct(offerId: string, language: string): Promise<Cached<Product> | undefined>
  listSellerProducts(query: SellerProductQuery): Promise<Cached<ProductPage>>
  relatedProducts(offerId: string, language: string): Promise<Cached<ProductPage>>
  searchByImage(query: ImageQuery): Promise<Cached<ProductPage>>
  getCategory(categoryId: string, language: string): Promise<Cached<Category> | undefined>
  /** Not cached: passes through. */
  uploadSearchImage(image: Uint8Array): Promise<string>
  /** The next reader of this product, in any language, asks 1688. Listings that show it expire by themselves. */
  invalidateProduct(offerId: string): Promise<void>
}
