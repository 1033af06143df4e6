import type { Clock } from '../../../src/domain/shared/clock.ts'
import type { CachedCatalogue, CatalogueTrouble } from '../../../src/domain/upstream/cached-catalogue.ts'
import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from '../../../src/domain/upstream/product.ts'
import type { UpstreamError } from '../../../src/domain/upstream/upstream-error.ts'
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
    askedByImage: [] as ImageQuery[],
    askedLanguages: [] as string[],
    reads: 0,
    /** Now unless said. */
    asOf: undefined as Date | undefined,
    /** Instead of an answer. */
    failure: undefined as UpstreamError | undefined,
    trouble: null as CatalogueTrouble | null,
    isOvertaken: () => false,
  }
}

/** A catalogue that answers from that world. */
export function catalogueOf(world: CatalogueWorld, clock: Clock): Pick<CachedCatalogue, Answered> {
  const said = <Value>(value: Value) => {
    if (world.failure) throw world.failure
    return { value, asOf: world.asOf ?? clock.now(), trouble: world.trouble, isOvertaken: () => world.isOvertaken() }
  }
  const saidIfAny = <Value>(value: Value | undefined) => (value === undefined && !world.failure ? undefined : said(value as Value))
  return {
    getProduct: async (offerId, language) => {
      world.askedLanguages.push(language)
      world.reads += 1
      return saidIfAny(world.products.get(offerId))
    },
    searchProducts: async (query) => {
      world.asked.push(query)
      return said(world.page ?? noHits(query))
    },
    searchByImage: async (query) => {
      world.askedByImage.push(query)
      return said(world.page ?? noHits(query))
    },
    relatedProducts: async (_offerId, language) => said(world.similar ?? noHits({ page: 1, pageSize: 10, language })),
    listSellerProducts: async (query) => {
      world.askedOfSeller.push(query)
      return said(world.ofSeller.get(query.sellerOpenId) ?? noHits(query))
    },
    getCategory: async (categoryId, language) => {
      world.askedLanguages.push(language)
      return saidIfAny(world.categories.get(categoryId))
    },
  }
}

type Answered = 'getProduct' | 'searchProducts' | 'searchByImage' | 'relatedProducts' | 'listSellerProducts' | 'getCategory'

/** Every answer for as long as it holds: what a test sees twice was made once. */
export function keepEverything(): AnswerCache {
  const kept = new Map<string, ReadyAnswer | null>()
  return {
    get: async (key, make) => {
      const known = kept.get(key)
      const ready = known && !known.isOvertaken() ? known : await make()
      kept.set(key, ready)
      return ready
    },
  }
}

function noHits({ page, pageSize, language }: { page: number; pageSize: number; language: string }): ProductPage {
  return { items: [], page, pageSize, total: 0, totalPages: 0, language }
}
