import type { z } from 'zod'
import type { Cached } from '../../../domain/upstream/cached-catalogue.ts'
import type { ProductPage } from '../../../domain/upstream/product.ts'
import type { Cursors } from '../../pagination.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { listWire } from '../../schema/wire.ts'
import { freshnessExample, freshnessFields, presentFreshness } from './freshness.ts'
import { presentSummary, productSummaryWire } from './product-summary-presenter.ts'
import { type ReadyAnswer, readyOf } from './ready-answer.ts'
import { type PricingWish, pricingExample, pricingFields, pricingIn } from './shown-price.ts'

export const productPageWire = listWire(productSummaryWire, 'ProductPage', { ...freshnessFields, ...pricingFields })

export const productPageExample = (hit: z.input<typeof productSummaryWire>) => ({
  ...{ object: 'list' as const, data: [hit], hasMore: false, nextCursor: null },
  ...{ ...freshnessExample, ...pricingExample },
})

/** A page of any listing of 1688, ready to send. Throws `exchange_rate.unavailable`. */
export function renderProductPage(page: Cached<ProductPage>, nextCursor: string | null, wish: PricingWish): ReadyAnswer {
  const { show, said } = pricingIn(wish)
  const data = page.value.items.map((hit) => presentSummary(hit, show))
  const text = writePage({ object: 'list', data, hasMore: nextCursor !== null, nextCursor, ...said, ...presentFreshness(page, wish.at) })
  return { ...readyOf(text, page), nextCursor }
}

/** The cursor of the page after this one, bound to the same filters; null on the last. */
export function nextPageOf({ page, totalPages }: ProductPage, cursors: Cursors, { filters, reference = [] }: Binding): string | null {
  return page < totalPages && page < MOST_PAGES ? cursors.write([String(page + 1), ...reference], filters) : null
}

/** What a cursor is good for: the same filters, and whatever else the next page is found by. */
type Binding = { filters: object; reference?: readonly string[] }

/** 1688 answers nothing sensible further on. */
const MOST_PAGES = 200

const writePage = serializerOf(productPageWire)
