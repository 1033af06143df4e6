import type { ProductPage, ProductQuery } from '../../domain/upstream/product.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { listingParams, targetLanguage } from './listing.ts'
import { pageWire, toProductPage } from './summary-wire.ts'

const NAME = 'product.search.keywordQuery'

/** One page of a keyword search. Throws UpstreamError. */
export async function searchProducts(client: ApiClient, query: ProductQuery): Promise<ProductPage> {
  const offerQueryParam = writeLossless({
    keyword: query.keyword,
    ...listingParams(query),
    ...(query.keywordIsChinese === undefined ? {} : { keywordTranslate: query.keywordIsChinese }),
  })
  const payload = await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { offerQueryParam } }, decodeNested)
  return toProductPage(shaped(pageWire, payload, NAME), { ...query, language: targetLanguage(query.language) })
}
