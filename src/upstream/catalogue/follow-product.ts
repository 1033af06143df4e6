import { askFor } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { CROSS_BORDER } from '../namespaces.ts'

const NAME = 'product.kjdistribute.addRelation'

/** From now on 1688 pushes changes of this product; again changes nothing. The argument's name is not documented. Throws UpstreamError. */
export async function followProduct(client: ApiClient, offerId: string): Promise<void> {
  await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { productId: offerId } }, decodeNested)
}
