import type { Redis } from 'ioredis'
import type { Clock } from '../domain/shared/clock.ts'
import type { CachedCatalogue } from '../domain/upstream/cached-catalogue.ts'
import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from '../domain/upstream/product.ts'
import type { UpstreamCatalogue } from '../domain/upstream/upstream-port.ts'
import type { Usage } from './bounded-store.ts'
import { type CacheEvent, createCachedRead } from './cached-read.ts'
import { createFollower } from './follower.ts'
import { createProductNews } from './product-news.ts'
import type { Lifetime } from './tier.ts'

export type CatalogueCacheOptions = {
  upstream: UpstreamCatalogue
  /** Keeps answers of the sandbox and of the live world apart. */
  scope: 'live' | 'test'
  clock: Clock
  /** Answers are shared between processes through it; without it each process has its own. */
  redis?: Redis
  lifetimes?: Partial<Record<Kind, Lifetime>>
  /** Bytes of memory for all kinds together. */
  maxBytes: number
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

/** How long an answer may go on while 1688 cannot be asked: a day-old price is better than an empty shop, and it says its age. */
const KEPT_S: Readonly<Record<Kind, number>> = { product: 86_400, listing: 86_400, category: 604_800 }

/** A product is around 7 KB, a page of 20 hits 14 KB, a category 1 KB. */
const SHARES: Readonly<Record<Kind, number>> = { product: 0.72, listing: 0.25, category: 0.03 }

type Reading<Args, Value> = {
  keyOf(args: Args): string
  fetch(args: Args): Promise<Value | undefined>
  offersOf(args: Args, value: Value | null): readonly string[]
}
type ById = { id: string; language: string }
type Listing =
  | { by: 'keyword'; query: ProductQuery }
  | { by: 'seller'; query: SellerProductQuery }
  | { by: 'image'; query: ImageQuery }
  | { by: 'related'; query: { offerId: string; language: string } }

/** The catalogue through memory and, with a Redis client, a shared tier: requests collapse, stale answers are refreshed behind. */
export function createCatalogueCache(options: CatalogueCacheOptions): CachedCatalogue & { usage(): Record<Kind, Usage> } {
  const { upstream, scope, clock, onEvent = () => undefined } = options
  const news = createProductNews(clock)
  const follower = createFollower({
    follow: (offerId) => upstream.followProduct(offerId),
    onError: () => onEvent({ kind: 'follow', tier: 'shared', event: 'error' }),
  })
  const shape = <Args, Value>(kind: Kind, reading: Reading<Args, Value>) =>
    createCachedRead<Args, Value>({
      ...{ kind, scope, clock, news, redis: options.redis, localS: options.localS ?? 5 },
      ...reading,
      lifetime: options.lifetimes?.[kind] ?? LIFETIMES[kind],
      keptS: KEPT_S[kind],
      maxBytes: options.maxBytes * SHARES[kind],
      onEvent,
    })
  const products = shape<ById, Product>('product', {
    keyOf: byId,
    fetch: async ({ id, language }) => {
      const product = await upstream.getProduct(id, language)
      if (product) follower.seen(id)
      return product
    },
    offersOf: ({ id }) => [id],
  })
  const categories = shape<ById, Category>('category', {
    keyOf: byId,
    fetch: ({ id, language }) => upstream.getCategory(id, language),
    offersOf: () => [],
  })
  const listings = shape<Listing, ProductPage>('listing', {
    keyOf: stableText,
    fetch: (listing) => fetchListing(upstream, listing),
    offersOf: (_listing, page) => page?.items.map((hit) => hit.offerId) ?? [],
  })

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
    forgetProducts: (offerIds) => news.tell(offerIds),
    forgetAll: () => news.tellOfGap(),
    usage: () => ({ product: products.usage(), listing: listings.usage(), category: categories.usage() }),
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
