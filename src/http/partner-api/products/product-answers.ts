import { offerIdOf } from '../../../domain/catalogue/product-ids.ts'
import type { RateBook } from '../../../domain/quotes/reference-rates.ts'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { CachedCatalogue } from '../../../domain/upstream/cached-catalogue.ts'
import type { ImageQuery, ProductQuery } from '../../../domain/upstream/product.ts'
import type { Cursors } from '../../pagination.ts'
import { Problem } from '../../problem.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { nextPageOf, renderProductPage } from './product-page.ts'
import { presentProduct, productWire } from './product-presenter.ts'
import { type AnswerCache, type ReadyAnswer, readyOf } from './ready-answer.ts'
import { pricingIn } from './shown-price.ts'

export type ProductAsk = { livemode: boolean; productId: string; language: string; currency: Currency }
export type ImageSearchAsk = { livemode: boolean; query: ImageQuery; currency: Currency; filters: object }
export type SearchAsk = { livemode: boolean; query: ProductQuery; currency: Currency; filters: object }

/** Answers about products, ready to send. */
export type ProductAnswers = {
  /** Throws `product.not_found`. */
  product(ask: ProductAsk): Promise<ReadyAnswer>
  /** The same without waiting, when it was asked for a moment ago. */
  productAtHand(ask: ProductAsk): ReadyAnswer | undefined
  search(ask: SearchAsk): Promise<ReadyAnswer>
  /** Products that look like the picture. */
  byImage(ask: ImageSearchAsk): Promise<ReadyAnswer>
  /** Products like this one, at most ten. Throws `product.not_found`. */
  similar(ask: ProductAsk): Promise<ReadyAnswer>
}

/** Renders what 1688 says about products, through a cache: most requests find their bytes and touch nothing else. */
export function createProductAnswers(tools: {
  catalogueFor: (livemode: boolean) => Pick<CachedCatalogue, 'getProduct' | 'searchProducts' | 'searchByImage' | 'relatedProducts'>
  cache: AnswerCache
  cursors: Cursors
  clock: Clock
  rates: RateBook
}): ProductAnswers {
  const { catalogueFor, cache, cursors, clock, rates } = tools
  return {
    async product(ask) {
      const { livemode, productId, language, currency } = ask
      const offerId = offerIdOf(productId)
      if (offerId === undefined) throw new Problem('product.not_found')
      const ready = await cache.get(productKey(ask), async () => {
        const product = await catalogueFor(livemode).getProduct(offerId, language)
        return product
          ? readyOf(writeProduct(presentProduct(product, pricingIn(rates, currency, clock.now()), clock.now())), product)
          : null
      })
      return found(ready)
    },
    productAtHand: (ask) => cache.atHand(productKey(ask)),
    async search({ livemode, query, currency, filters }) {
      const key = `search:${livemode}:${currency}:${JSON.stringify(query, (_name, value) => (typeof value === 'bigint' ? String(value) : value))}`
      const ready = await cache.get(key, async () => {
        const page = await catalogueFor(livemode).searchProducts(query)
        const nextCursor = nextPageOf(page.value, cursors, { filters })
        return renderProductPage(page, { rates, currency, nextCursor, at: clock.now() })
      })
      if (!ready) throw new Error('a search has an answer')
      return ready
    },
    async byImage({ livemode, query, currency, filters }) {
      const page = await catalogueFor(livemode).searchByImage(query)
      // The cursor leads back to the same picture: it need not be sent again.
      const reference = 'imageId' in query ? ['id', query.imageId] : ['url', query.imageUrl]
      const nextCursor = nextPageOf(page.value, cursors, { filters, reference })
      return renderProductPage(page, { rates, currency, nextCursor, at: clock.now() })
    },
    async similar({ livemode, productId, language, currency }) {
      const offerId = offerIdOf(productId)
      if (offerId === undefined) throw new Problem('product.not_found')
      const ready = await cache.get(`similar:${livemode}:${offerId}:${language}:${currency}`, async () => {
        const catalogue = catalogueFor(livemode)
        // Asked for what is like a product it does not know, 1688 answers with a failure like any other.
        if (!(await catalogue.getProduct(offerId, language))) return null
        const page = await catalogue.relatedProducts(offerId, language)
        return renderProductPage(page, { rates, currency, nextCursor: null, at: clock.now() })
      })
      return found(ready)
    },
  }
}

function productKey({ livemode, productId, language, currency }: ProductAsk): string {
  return `product:${livemode}:${productId}:${language}:${currency}`
}

function found(ready: ReadyAnswer | null): ReadyAnswer {
  if (!ready) throw new Problem('product.not_found')
  return ready
}

const writeProduct = serializerOf(productWire)
