import type { Product } from '../../domain/upstream/product.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits, isUpstreamId } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { writeLossless } from '../lossless-json.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { targetLanguage } from './listing.ts'
import { productWire } from './product-wire.ts'
import { toProduct } from './to-product.ts'

const NAME = 'product.search.queryProductDetail'

/** A product, its texts in the language that 1688 translates to. Undefined when there is none. Throws UpstreamError. */
export async function getProduct(client: ApiClient, offerId: string, language: string): Promise<Product | undefined> {
  if (!isUpstreamId(offerId)) return undefined
  const target = targetLanguage(language)
  const offerDetailParam = writeLossless({ offerId: digits(offerId), country: target })
  const decoded = await ask(client, { namespace: CROSS_BORDER, name: NAME, params: { offerDetailParam } }, decodeNested)
  if (decoded.kind === 'refused') {
    if (NO_SUCH_PRODUCT.has(decoded.code)) return undefined
    throw businessFailure(decoded.code, decoded.message)
  }
  if (decoded.payload === null || decoded.payload === undefined) return undefined
  return toProduct(shaped(productWire, decoded.payload, NAME), target)
}

/** No page documents the code for a missing product. All arguments but the id are ours, so a complaint (400) is about the id. */
const NO_SUCH_PRODUCT: ReadonlySet<string> = new Set(['400', '404'])
