import { blocksSupplier, type CatalogueView } from '../../../domain/catalogue/catalogue-rules.ts'
import { sellerOpenIdOf } from '../../../domain/catalogue/supplier-ids.ts'
import type { SupplierQuality } from '../../../domain/catalogue/supplier-quality.ts'
import type { RateBook } from '../../../domain/quotes/reference-rates.ts'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { CachedCatalogue } from '../../../domain/upstream/cached-catalogue.ts'
import type { SellerProductQuery } from '../../../domain/upstream/product.ts'
import type { Cursors } from '../../pagination.ts'
import { Problem } from '../../problem.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { presentFreshness } from '../products/freshness.ts'
import { keyText } from '../products/key-text.ts'
import { nextPageOf, renderProductPage } from '../products/product-page.ts'
import { type AnswerCache, type ReadyAnswer, readyOf, together } from '../products/ready-answer.ts'
import { visiblePage } from '../products/visible-page.ts'
import { presentSupplier, supplierWire } from './supplier-presenter.ts'

type SupplierAsk = { livemode: boolean; supplierId: string; language: string; view: CatalogueView }
type SupplierProductsAsk = SupplierAsk & {
  narrowing: Omit<SellerProductQuery, 'sellerOpenId' | 'language' | 'page' | 'pageSize'>
  currency: Currency
  page: number
  pageSize: number
  filters: object
}

/** Answers about sellers of 1688, ready to send. */
export type SupplierAnswers = {
  /** Throws `supplier.not_found`. */
  supplier(ask: SupplierAsk): Promise<ReadyAnswer>
  /** One page of what it sells. Throws `supplier.not_found`. */
  products(ask: SupplierProductsAsk): Promise<ReadyAnswer>
}

/** Renders what 1688 and our own warehouse know about sellers. 1688 knows no seller without goods: neither do we. */
export function createSupplierAnswers(tools: {
  catalogueFor: (livemode: boolean) => Pick<CachedCatalogue, 'getProduct' | 'listSellerProducts'>
  qualityOf: (livemode: boolean, sellerOpenId: string) => Promise<SupplierQuality>
  cache: AnswerCache
  cursors: Cursors
  clock: Clock
  rates: RateBook
}): SupplierAnswers {
  const { catalogueFor, qualityOf, cache, cursors, clock, rates } = tools
  return {
    async supplier({ livemode, supplierId, language, view }) {
      const sellerOpenId = visible(sellerOpenIdOf(supplierId), view)
      const ready = await cache.get(`supplier:${livemode}:${sellerOpenId}:${language}`, async () => {
        const catalogue = catalogueFor(livemode)
        const page = await catalogue.listSellerProducts({ sellerOpenId, language, page: 1, pageSize: 20 })
        const [first] = page.value.items
        if (!first) return null
        // Listings may leave the seller out; a product never does (spec 2.3).
        const [product, quality] = await Promise.all([catalogue.getProduct(first.offerId, language), qualityOf(livemode, sellerOpenId)])
        const seller = product?.value.seller ?? { name: first.sellerName, scores: first.sellerScores }
        const from = together(product ? [page, product] : [page])
        const supplier = presentSupplier({ supplierId, seller, page: page.value, quality })
        return readyOf(writeSupplier({ ...supplier, ...presentFreshness(from, clock.now()) }), from)
      })
      return existing(ready)
    },
    async products({ livemode, supplierId, language, narrowing, currency, page: number, pageSize, filters, view }) {
      const sellerOpenId = visible(sellerOpenIdOf(supplierId), view)
      const query = { sellerOpenId, language, page: number, pageSize, ...narrowing }
      const ready = await cache.get(`supplier-products:${livemode}:${currency}:${keyText(query)}${view.variant}`, async () => {
        const page = await catalogueFor(livemode).listSellerProducts(query)
        // Nothing at all is no seller; nothing of what was asked for is an empty page.
        if (page.value.total === 0 && Object.keys(narrowing).length === 0) return null
        const nextCursor = nextPageOf(page.value, cursors, { filters })
        const shown = await visiblePage(page, view, catalogueFor(livemode))
        return renderProductPage(shown, nextCursor, { rates, currency, at: clock.now(), rules: view.rules })
      })
      return existing(ready)
    },
  }
}

const writeSupplier = serializerOf(supplierWire)

function visible(sellerOpenId: string | undefined, { rules }: CatalogueView): string {
  return existing(sellerOpenId !== undefined && blocksSupplier(rules, sellerOpenId) ? undefined : sellerOpenId)
}

function existing<Found>(found: Found | null | undefined): Found {
  if (found === null || found === undefined) throw new Problem('supplier.not_found')
  return found
}
