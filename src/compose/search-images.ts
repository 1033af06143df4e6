import type { Config } from '../config.ts'
import { findSearchImage, type SearchImage, type SearchPicture } from '../domain/catalogue/find-search-image.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { UpstreamCatalogue } from '../domain/upstream/upstream-port.ts'
import { prepareSearchPicture } from '../files/photos.ts'
import { createPublicFetch, FetchRefused } from '../platform/public-fetch.ts'
import { pictureHosts } from './picture-hosts.ts'

const MAX_BYTES = 5 * 1024 * 1024
const TIMEOUT_MS = 10_000

type Options = { config: Config; catalogueFor(livemode: boolean): Pick<UpstreamCatalogue, 'uploadSearchImage'> }

/** How a picture becomes something to search by; `close` lets go of the connections. */
export function composeSearchImages({ config, catalogueFor }: Options) {
  const outside = createPublicFetch({ maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS })
  const tools = {
    catalogueFor,
    isPictureOf1688: pictureHosts(config),
    fetchPicture: (url: string) => outside.bytes(url).catch(refuse),
    cleanPicture: prepareSearchPicture,
  }
  return {
    find: (wish: { picture: SearchPicture; livemode: boolean }): Promise<SearchImage> => findSearchImage(tools, wish),
    close: () => outside.close(),
  }
}

/** Whether a name points inside or nobody answers there is not for a stranger to learn. */
function refuse(error: unknown): never {
  if (!(error instanceof FetchRefused)) throw error
  const reason = error.reason === 'hostNotPublic' ? 'notAnswered' : error.reason
  throw new Refusal('product.image_not_usable', { reason, pointer: '#/imageUrl' }, { cause: error })
}
