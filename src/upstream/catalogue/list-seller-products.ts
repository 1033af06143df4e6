import type { ProductPage, SellerProductQuery } from '../../domain/upstream/product.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { listingParams, targetLanguage } from './listing.ts'
import { pageWire, toProductPage } from './summary-wire.ts'

const NAME = 'product.search.querySellerOfferList'

/** One page of a seller's products. Throws UpstreamError. */
export async function listSellerProducts(client: ApiClient, query: SellerProductQuery): Promise<ProductPage> {
  const offerQueryParam = writeLossless({
    sellerOpenId: query.sellerOpenId,
    ...listingParams(query),
    ...(query.keyword === undefined ? {} : { keyword: query.keyword }),
  })
  const payload = await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { offerQueryParam } }, decodeNested)
  return toProductPage(shaped(pageWire, payload, NAME), { ...query, language: targetLanguage(query.language) })
}
