import type { ImageQuery, ProductPage } from '../../domain/upstream/product.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { listingParams, targetLanguage } from './listing.ts'
import { pageWire, toProductPage } from './summary-wire.ts'

const NAME = 'product.search.imageQuery'

/** One page of products that look like the image. Throws UpstreamError. */
export async function searchByImage(client: ApiClient, query: ImageQuery): Promise<ProductPage> {
  const image = 'imageId' in query ? { imageId: query.imageId } : { imageAddress: query.imageUrl }
  const offerQueryParam = writeLossless({ ...image, ...listingParams(query) })
  const payload = await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { offerQueryParam } }, decodeNested)
  return toProductPage(shaped(pageWire, payload, NAME), { ...query, language: targetLanguage(query.language) })
}
