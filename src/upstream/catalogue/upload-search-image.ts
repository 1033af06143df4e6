import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { upstreamFailure } from '../errors.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { text } from '../wire.ts'

const NAME = 'product.image.upload'

/** The id of an uploaded image. Throws UpstreamError `image.unreadable` when 1688 could not read it. */
export async function uploadSearchImage(client: ApiClient, image: Uint8Array): Promise<string> {
  const uploadImageParam = JSON.stringify({ imageBase64: Buffer.from(image).toString('base64') })
  const payload = await askFor(client, { namespace: CROSS_BORDER, name: NAME, params: { uploadImageParam } }, decodeNested)
  const imageId = shaped(text, payload, NAME)
  // "0" is how an unreadable image is reported (spec 2.2).
  if (imageId === null || imageId === '0') throw upstreamFailure('image.unreadable')
  return imageId
}
