import { blocksProduct, type CatalogueView } from '../../../domain/catalogue/catalogue-rules.ts'
import { offerIdOf } from '../../../domain/catalogue/product-ids.ts'
import type { RateBook } from '../../../domain/quotes/reference-rates.ts'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { Cached, CachedCatalogue } from '../../../domain/upstream/cached-catalogue.ts'
import type { ImageQuery, ProductPage, ProductQuery } from '../../../domain/upstream/product.ts'
import type { Cursors } from '../../pagination.ts'
import { Problem } from '../../problem.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { keyText } from './key-text.ts'
import { nextPageOf, renderProductPage } from './product-page.ts'
import { presentProduct, productWire } from './product-presenter.ts'
import { type AnswerCache, type ReadyAnswer, readyOf } from './ready-answer.ts'
import { pricingIn } from './shown-price.ts'
import { visiblePage } from './visible-page.ts'

/** For whom: goods the partner's rules block are as good as missing. */
type Asked = { livemode: boolean; currency: Currency; view: CatalogueView }
export type ProductAsk = Asked & { productId: string; language: string }
export type ImageSearchAsk = Asked & { query: ImageQuery; filters: object }
export type SearchAsk = Asked & { query: ProductQuery; filters: object }

/** Answers about products, ready to send. */
export type ProductAnswers = {
  /** Throws `product.not_found`. */
  product(ask: ProductAsk): Promise<ReadyAnswer>
  search(ask: SearchAsk): Promise<ReadyAnswer>
  /** Products that look like the picture. */
  byImage(ask: ImageSearchAsk): Promise<ReadyAnswer>
  /** Products like this one, at most ten. Throws `product.not_found`. */
  similar(ask: ProductAsk): Promise<ReadyAnswer>
}

export type ProductTools = {
  catalogueFor: (livemode: boolean) => Pick<CachedCatalogue, 'getProduct' | 'searchProducts' | 'searchByImage' | 'relatedProducts'>
  cache: AnswerCache
  cursors: Cursors
  clock: Clock
  rates: RateBook
}

/** Renders what 1688 says about products, through a cache: most requests find their bytes and touch nothing else. */
export function createProductAnswers(tools: ProductTools): ProductAnswers {
  const { catalogueFor, cache, cursors, clock, rates } = tools
  const wishOf = ({ currency, view }: Asked) => ({ rates, currency, at: clock.now(), rules: view.rules })
  const render = async (page: Cached<ProductPage>, asked: Asked, nextCursor: string | null) =>
    renderProductPage(await visiblePage(page, asked.view, catalogueFor(asked.livemode)), nextCursor, wishOf(asked))
  return {
    async product(ask) {
      const { livemode, language, view } = ask
      const offerId = offerIdOf(ask.productId)
      if (offerId === undefined) throw new Problem('product.not_found')
      const ready = await cache.get(productKey(ask), async () => {
        const product = await catalogueFor(livemode).getProduct(offerId, language)
        if (!product || blocksProduct(view.rules, product.value)) return null
        const wish = wishOf(ask)
        return readyOf(writeProduct(presentProduct(product, pricingIn(wish), wish.at)), product)
      })
      return found(ready)
    },
    async search(ask) {
      const { livemode, query, currency, filters, view } = ask
      const ready = await cache.get(`search:${livemode}:${currency}:${keyText(query)}${view.variant}`, async () => {
        const page = await catalogueFor(livemode).searchProducts(query)
        return render(page, ask, nextPageOf(page.value, cursors, { filters }))
      })
      if (!ready) throw new Error('a search has an answer')
      return ready
    },
    async byImage(ask) {
      const { livemode, query, filters } = ask
      const page = await catalogueFor(livemode).searchByImage(query)
      // The cursor leads back to the same picture: it need not be sent again.
      const reference = 'imageId' in query ? ['id', query.imageId] : ['url', query.imageUrl]
      return render(page, ask, nextPageOf(page.value, cursors, { filters, reference }))
    },
    async similar(ask) {
      const { livemode, language, currency, view } = ask
      const offerId = offerIdOf(ask.productId)
      if (offerId === undefined) throw new Problem('product.not_found')
      const ready = await cache.get(`similar:${livemode}:${offerId}:${language}:${currency}${view.variant}`, async () => {
        const catalogue = catalogueFor(livemode)
        // Asked for what is like a product it does not know, 1688 answers with a failure like any other.
        const product = await catalogue.getProduct(offerId, language)
        if (!product || blocksProduct(view.rules, product.value)) return null
        return render(await catalogue.relatedProducts(offerId, language), ask, null)
      })
      return found(ready)
    },
  }
}

function productKey({ livemode, productId, language, currency, view }: ProductAsk): string {
  return `product:${livemode}:${productId}:${language}:${currency}${view.variant}`
}

function found(ready: ReadyAnswer | null): ReadyAnswer {
  if (!ready) throw new Problem('product.not_found')
  return ready
}

const writeProduct = serializerOf(productWire)
