import {
  blocksHit,
  blocksProduct,
  type CatalogueRules,
  type CatalogueView,
  needsProduct,
} from '../../../domain/catalogue/catalogue-rules.ts'
import type { Cached, CachedCatalogue } from '../../../domain/upstream/cached-catalogue.ts'
import type { ProductPage, ProductSummary } from '../../../domain/upstream/product.ts'
import { UpstreamError } from '../../../domain/upstream/upstream-error.ts'

/**
 * The page without what the partner's rules block: it may hold fewer hits than asked for. 1688's listings name neither the brand nor the
 * seller, so a partner who blocks one has every hit looked up, through the cache; what cannot be looked up is not shown.
 */
export async function visiblePage(
  page: Cached<ProductPage>,
  { rules }: CatalogueView,
  catalogue: Pick<CachedCatalogue, 'getProduct'>,
): Promise<Cached<ProductPage>> {
  if (rules === null) return page
  const { items, language } = page.value
  const isVisible = await Promise.all(items.map((hit) => mayShow(rules, hit, (offerId) => catalogue.getProduct(offerId, language))))
  return { ...page, value: { ...page.value, items: items.filter((_hit, index) => isVisible[index]) } }
}

async function mayShow(rules: CatalogueRules, hit: ProductSummary, read: (offerId: string) => ReturnType<CachedCatalogue['getProduct']>) {
  if (blocksHit(rules, hit)) return false
  if (!needsProduct(rules)) return true
  try {
    const product = await read(hit.offerId)
    return product !== undefined && !blocksProduct(rules, product.value)
  } catch (error) {
    if (error instanceof UpstreamError) return false
    throw error
  }
}
