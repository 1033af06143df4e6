import { Refusal } from '../shared/refusal.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import type { UpstreamCatalogue } from '../upstream/upstream-port.ts'

/** A picture a shopper wants to find goods by: as bytes, or where it lies. */
export type SearchPicture = { bytes: Uint8Array } | { url: string }

/** What 1688 searches by. */
export type SearchImage = { imageId: string } | { imageUrl: string }

export type SearchImageTools = {
  catalogueFor(livemode: boolean): Pick<UpstreamCatalogue, 'uploadSearchImage'>
  /** True for addresses of pictures that 1688 itself serves in that mode. */
  isPictureOf1688(url: string, livemode: boolean): boolean
  /** What lies at a public address. Throws Refusal `product.image_not_usable`. */
  fetchPicture(url: string): Promise<Uint8Array>
  /** Decoded and written anew, small enough for 1688. Throws `file.*` refusals. */
  cleanPicture(bytes: Uint8Array): Promise<Uint8Array>
}

/**
 * Makes a picture known to 1688. One of its own listings it finds by itself; every other one is fetched, decoded and written anew here
 * first, so that neither 1688 nor we ever pass on bytes that a stranger made. Throws `file.*` and `product.image_not_usable`.
 */
export async function findSearchImage(
  tools: SearchImageTools,
  { picture, livemode }: { picture: SearchPicture; livemode: boolean },
): Promise<SearchImage> {
  if ('url' in picture && tools.isPictureOf1688(picture.url, livemode)) return { imageUrl: picture.url }
  const bytes = 'url' in picture ? await tools.fetchPicture(picture.url) : picture.bytes
  const clean = await tools.cleanPicture(bytes)
  try {
    return { imageId: await tools.catalogueFor(livemode).uploadSearchImage(clean) }
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'image.unreadable') {
      throw new Refusal('product.image_not_usable', { reason: 'unreadable' }, { cause: error })
    }
    throw error
  }
}
