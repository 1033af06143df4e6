import type { RateBook } from '../../../domain/quotes/reference-rates.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { ProductPage } from '../../../domain/upstream/product.ts'
import type { Cursors } from '../../pagination.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { listWire } from '../../schema/wire.ts'
import { presentSummary, productSummaryWire } from './product-summary-presenter.ts'
import { type ReadyAnswer, readyOf } from './ready-answer.ts'
import { priceShower } from './shown-price.ts'

export const productPageWire = listWire(productSummaryWire, 'ProductPage')

/** A page of any listing of 1688, ready to send. Throws `exchange_rate.unavailable`. */
export function renderProductPage(page: ProductPage, { rates, currency, nextCursor, at }: Rendering): ReadyAnswer {
  const show = priceShower(rates, currency, at)
  const data = page.items.map((hit) => presentSummary(hit, show))
  return { ...readyOf(writePage({ object: 'list', data, hasMore: nextCursor !== null, nextCursor })), nextCursor }
}

/** The cursor of the page after this one, bound to the same filters; null on the last. */
export function nextPageOf({ page, totalPages }: ProductPage, cursors: Cursors, filters: object): string | null {
  return page < totalPages && page < MOST_PAGES ? cursors.write([String(page + 1)], filters) : null
}

type Rendering = { rates: RateBook; currency: Currency; nextCursor: string | null; at: Date }

/** 1688 answers nothing sensible further on. */
const MOST_PAGES = 200

const writePage = serializerOf(productPageWire)
