import type { Redis } from 'ioredis'
import type { Clock } from '../domain/shared/clock.ts'
import type { CachedCatalogue } from '../domain/upstream/cached-catalogue.ts'
import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from '../domain/upstream/product.ts'
import type { UpstreamCatalogue } from '../domain/upstream/upstream-port.ts'
import { type CacheEvent, createCachedRead } from './cached-read.ts'
import type { Lifetime } from './tier.ts'

export type CatalogueCacheOptions = {
  upstream: UpstreamCatalogue
  /** Keeps answers of the sandbox and of the live world apart. */
  scope: 'live' | 'test'
  clock: Clock
  /** Answers are shared between processes through it; without it each process has its own. */
  redis?: Redis
  lifetimes?: Partial<Record<Kind, Lifetime>>
  maxEntries?: Partial<Record<Kind, number>>
  /** Seconds that memory keeps an answer of the shared tier. */
  localS?: number
  /** For metrics. */
  onEvent?: (event: CacheEvent) => void
}

type Kind = 'product' | 'listing' | 'category'

/** Prices and stock are hints until the preview (hazard 22); categories hardly ever change. */
const LIFETIMES: Readonly<Record<Kind, Lifetime>> = {
  product: { freshS: 120, staleS: 600, missingS: 30 },
  listing: { freshS: 60, staleS: 300, missingS: 30 },
  category: { freshS: 21_600, staleS: 86_400, missingS: 60 },
}

/** A product is around 10 KB: some 50 MB in all when full. */
const MAX_ENTRIES: Readonly<Record<Kind, number>> = { product: 3_000, listing: 500, category: 2_000 }

type ById = { id: string; language: string }
type Listing =
  | { by: 'keyword'; query: ProductQuery }
  | { by: 'seller'; query: SellerProductQuery }
  | { by: 'image'; query: ImageQuery }
  | { by: 'related'; query: { offerId: string; language: string } }

/** The catalogue through memory and, with a Redis client, a shared tier: requests collapse, stale answers are refreshed behind. */
export function createCatalogueCache(options: CatalogueCacheOptions): CachedCatalogue {
  const { upstream, scope, clock } = options
  const shape = <Args, Value>(kind: Kind, keyOf: (args: Args) => string, fetch: (args: Args) => Promise<Value | undefined>) =>
    createCachedRead<Args, Value>({
      ...{ kind, scope, clock, keyOf, fetch, redis: options.redis, localS: options.localS ?? 5 },
      lifetime: options.lifetimes?.[kind] ?? LIFETIMES[kind],
      maxEntries: options.maxEntries?.[kind] ?? MAX_ENTRIES[kind],
      onEvent: options.onEvent ?? (() => undefined),
    })
  const products = shape<ById, Product>('product', byId, ({ id, language }) => upstream.getProduct(id, language))
  const categories = shape<ById, Category>('category', byId, ({ id, language }) => upstream.getCategory(id, language))
  const listings = shape<Listing, ProductPage>('listing', stableText, (listing) => fetchListing(upstream, listing))

  const listing = async (asked: Listing) => {
    const page = await listings.read(asked)
    if (page === undefined) throw new Error('a listing is never missing')
    return page
  }
  return {
    searchProducts: (query) => listing({ by: 'keyword', query: spoken(query) }),
    listSellerProducts: (query) => listing({ by: 'seller', query: spoken(query) }),
    searchByImage: (query) => listing({ by: 'image', query: spoken(query) }),
    relatedProducts: (offerId, language) => listing({ by: 'related', query: { offerId, language: primary(language) } }),
    getProduct: (offerId, language) => products.read({ id: offerId, language: primary(language) }),
    getCategory: (categoryId, language) => categories.read({ id: categoryId, language: primary(language) }),
    uploadSearchImage: (image) => upstream.uploadSearchImage(image),
    invalidateProduct: async (offerId) => {
      await Promise.all(KNOWN_LANGUAGES.map((language) => products.drop({ id: offerId, language })))
    },
  }
}

/** Every language 1688 translates to, and Chinese (spec 3.9); all others are answered in English. */
const KNOWN_LANGUAGES = ['zh', 'en', 'ru', 'vi', 'ja', 'ko', 'fr', 'pt', 'es', 'th', 'id', 'ar']

/** `en-GB` and `en_US` share an answer; so do all languages without a translation of their own. */
function primary(language: string): string {
  const subtag = language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return KNOWN_LANGUAGES.includes(subtag) ? subtag : 'en'
}

function spoken<Query extends { language: string }>(query: Query): Query {
  return { ...query, language: primary(query.language) }
}

function byId({ id, language }: ById): string {
  return `${language}:${id}`
}

async function fetchListing(upstream: UpstreamCatalogue, listing: Listing): Promise<ProductPage> {
  switch (listing.by) {
    case 'keyword':
      return upstream.searchProducts(listing.query)
    case 'seller':
      return upstream.listSellerProducts(listing.query)
    case 'image':
      return upstream.searchByImage(listing.query)
    case 'related':
      return upstream.relatedProducts(listing.query.offerId, listing.query.language)
  }
}

/** The same text for the same question, in whatever order its members and filters stand. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (key, member: unknown) => {
    if (typeof member === 'bigint') return member.toString()
    if (key === 'filters' && Array.isArray(member)) return [...member].sort()
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
