import { z } from 'zod'
import type { ProductPage } from '../../domain/upstream/product.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { list } from '../wire.ts'
import { targetLanguage } from './listing.ts'
import { pageWire, summaryWire, toProductPage } from './summary-wire.ts'

const NAME = 'product.related.recommend'
/** The most the API gives at once (spec 1.7). */
const PAGE_SIZE = 10

/** Up to 10 products like this one; `soldLast30Days` is unknown here, since this API counts 90 days. Throws UpstreamError. */
export async function relatedProducts(client: ApiClient, offerId: string, language: string): Promise<ProductPage> {
  const target = targetLanguage(language)
  const relatedQueryParams = writeLossless({ offerId: digits(offerId), pageNo: 1, pageSize: PAGE_SIZE, language: target })
  const payload = await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { relatedQueryParams } }, decodeNested)
  const page = shaped(listOrPage, payload, NAME)
  const hits = toProductPage(page, { page: 1, pageSize: PAGE_SIZE, language: target })
  return { ...hits, items: hits.items.map((item) => ({ ...item, soldLast30Days: null })) }
}

const bareList = list(summaryWire).transform((data) => ({ data, totalRecords: null, totalPage: null, pageSize: null, currentPage: null }))
const listOrPage = z.union([bareList, pageWire])
