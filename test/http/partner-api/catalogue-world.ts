import type { Clock } from '../../../src/domain/shared/clock.ts'
import type { CachedCatalogue } from '../../../src/domain/upstream/cached-catalogue.ts'
import type { Category, Product, ProductPage, ProductQuery, SellerProductQuery } from '../../../src/domain/upstream/product.ts'
import type { AnswerCache, ReadyAnswer } from '../../../src/http/partner-api/products/ready-answer.ts'

/** What 1688 would say, and what it was asked. */
export type CatalogueWorld = ReturnType<typeof emptyWorld>

export function emptyWorld() {
  return {
    products: new Map<string, Product>(),
    categories: new Map<string, Category>(),
    page: undefined as ProductPage | undefined,
    similar: undefined as ProductPage | undefined,
    ofSeller: new Map<string, ProductPage>(),
    quality: { inspectedUnits: 0, failedUnits: 0 },
    asked: [] as ProductQuery[],
    askedOfSeller: [] as SellerProductQuery[],
    reads: 0,
  }
}

/** A catalogue that answers from that world. */
export function catalogueOf(world: CatalogueWorld, clock: Clock): Pick<CachedCatalogue, Answered> {
  const said = <Value>(value: Value) => ({ value, asOf: clock.now() })
  const saidIfAny = <Value>(value: Value | undefined) => (value === undefined ? undefined : said(value))
  return {
    getProduct: async (offerId) => {
      world.reads += 1
      return saidIfAny(world.products.get(offerId))
    },
    searchProducts: async (query) => {
      world.asked.push(query)
      return said(world.page ?? noHits(query))
    },
    relatedProducts: async (_offerId, language) => said(world.similar ?? noHits({ page: 1, pageSize: 10, language })),
    listSellerProducts: async (query) => {
      world.askedOfSeller.push(query)
      return said(world.ofSeller.get(query.sellerOpenId) ?? noHits(query))
    },
    getCategory: async (categoryId) => saidIfAny(world.categories.get(categoryId)),
  }
}

type Answered = 'getProduct' | 'searchProducts' | 'relatedProducts' | 'listSellerProducts' | 'getCategory'

/** Every answer for good: what a test sees twice was made once. */
export function keepEverything(): AnswerCache {
  const kept = new Map<string, ReadyAnswer | null>()
  return {
    get: async (key, make) => {
      const ready = kept.get(key) ?? (await make())
      kept.set(key, ready)
      return ready
    },
  }
}

function noHits({ page, pageSize, language }: { page: number; pageSize: number; language: string }): ProductPage {
  return { items: [], page, pageSize, total: 0, totalPages: 0, language }
}
