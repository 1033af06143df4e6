import { hash } from 'node:crypto'
import { offerIdOf } from '../../../domain/catalogue/product-ids.ts'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { ProductQuery } from '../../../domain/upstream/product.ts'
import type { UpstreamCatalogue } from '../../../domain/upstream/upstream-port.ts'
import type { Cursors } from '../../pagination.ts'
import { Problem } from '../../problem.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { listWire } from '../../schema/wire.ts'
import { presentProduct, productWire } from './product-presenter.ts'
import { presentSummary, productSummaryWire } from './product-summary-presenter.ts'
import { priceShower } from './shown-price.ts'

/** An answer rendered once and sent as it is: its bytes, its entity tag, and for a page the cursor of the next one. */
export type ReadyAnswer = { bytes: Uint8Array; etag: string; nextCursor?: string | null }

/** Keeps rendered answers. One `make` at a time for a key; null (no such product) is kept for a short while too. */
export interface AnswerCache {
  get(key: string, make: () => Promise<ReadyAnswer | null>): Promise<ReadyAnswer | null>
}

export type ProductAsk = { livemode: boolean; productId: string; language: string; currency: Currency }
export type SearchAsk = { livemode: boolean; query: ProductQuery; currency: Currency; filters: object }

/** Answers about products, ready to send. */
export type ProductAnswers = {
  /** Throws `product.not_found`. */
  product(ask: ProductAsk): Promise<ReadyAnswer>
  search(ask: SearchAsk): Promise<ReadyAnswer>
}

/** Renders what 1688 says about products, through a cache: most requests find their bytes and touch nothing else. */
export function createProductAnswers(tools: {
  catalogueFor: (livemode: boolean) => Pick<UpstreamCatalogue, 'getProduct' | 'searchProducts'>
  cache: AnswerCache
  cursors: Cursors
  clock: Clock
}): ProductAnswers {
  const { catalogueFor, cache, cursors, clock } = tools
  return {
    async product({ livemode, productId, language, currency }) {
      const offerId = offerIdOf(productId)
      if (offerId === undefined) throw new Problem('product.not_found')
      const ready = await cache.get(`product:${livemode}:${offerId}:${language}:${currency}`, async () => {
        const product = await catalogueFor(livemode).getProduct(offerId, language)
        return product ? readyOf(writeProduct(presentProduct(product, priceShower(currency, clock.now())))) : null
      })
      if (!ready) throw new Problem('product.not_found')
      return ready
    },
    async search({ livemode, query, currency, filters }) {
      const key = `search:${livemode}:${currency}:${JSON.stringify(query, (_name, value) => (typeof value === 'bigint' ? String(value) : value))}`
      const ready = await cache.get(key, async () => {
        const page = await catalogueFor(livemode).searchProducts(query)
        const show = priceShower(currency, clock.now())
        const hasMore = page.page < page.totalPages && page.page < MOST_PAGES
        const nextCursor = hasMore ? cursors.write([String(page.page + 1)], filters) : null
        const body = { object: 'list' as const, data: page.items.map((hit) => presentSummary(hit, show)), hasMore, nextCursor }
        return { ...readyOf(writePage(body)), nextCursor }
      })
      if (!ready) throw new Error('a search has an answer')
      return ready
    },
  }
}

export const productPageWire = listWire(productSummaryWire, 'ProductPage')

/** 1688 answers nothing sensible further on. */
const MOST_PAGES = 200

const writeProduct = serializerOf(productWire)
const writePage = serializerOf(productPageWire)

function readyOf(text: string): ReadyAnswer {
  return { bytes: Buffer.from(text), etag: hash('sha256', text, 'base64url').slice(0, 22) }
}
