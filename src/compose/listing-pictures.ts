import type { Config } from '../config.ts'
import type { FetchedPicture } from '../domain/orders/keep-pictures.ts'
import type { ObjectStore } from '../files/object-store.ts'
import { sha256Hex } from '../files/object-store.ts'
import { createPublicFetch, FetchRefused } from '../platform/public-fetch.ts'
import { pictureHosts } from './picture-hosts.ts'

const MAX_BYTES = 8 * 1024 * 1024
const TIMEOUT_MS = 10_000

/** Fetches pictures of listings from 1688's picture hosts, or the sandbox's, and from nowhere else; `close` lets go of the connections. */
export function composeListingPictures({ config, files }: { config: Config; files: ObjectStore }) {
  const isPictureOf1688 = pictureHosts(config)
  const outside = createPublicFetch({ maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS })
  const sandbox = config.sandbox === undefined ? undefined : new URL(config.sandbox.baseUrl)
  const inside =
    sandbox === undefined
      ? undefined
      : createPublicFetch({
          maxBytes: MAX_BYTES,
          timeoutMs: TIMEOUT_MS,
          isAllowedAddress: () => true,
          protocol: sandbox.protocol === 'https:' ? 'https:' : 'http:',
          ports: [sandbox.port],
        })
  const keep = async (bytes: Uint8Array): Promise<FetchedPicture> => {
    const contentType = typeOf(bytes)
    if (contentType === undefined) return { kind: 'refused', reason: 'notAPicture' }
    const sha256 = sha256Hex(bytes)
    const storageKey = `listings/${sha256.slice(0, 2)}/${sha256}`
    await files.put(storageKey, bytes, contentType)
    return { kind: 'picture', sha256, contentType, byteLength: bytes.byteLength, storageKey }
  }
  return {
    fetch: async (url: string, livemode: boolean): Promise<FetchedPicture> => {
      const from = livemode ? outside : inside
      if (from === undefined || !isPictureOf1688(url, livemode)) return { kind: 'refused', reason: 'notOf1688' }
      try {
        return await keep(await from.bytes(livemode ? url.replace(/^http:/, 'https:') : url))
      } catch (error) {
        if (!(error instanceof FetchRefused)) throw error
        return error.reason === 'notAnswered' ? { kind: 'notNow' } : { kind: 'refused', reason: error.reason }
      }
    },
    close: async (): Promise<void> => {
      await Promise.all([outside.close(), inside?.close()])
    },
  }
}

/** By the first bytes: a server may call anything a picture. */
const MAGIC: readonly [RegExp, string][] = [
  [/^ffd8ff/, 'image/jpeg'],
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^52494646.{8}57454250/, 'image/webp'],
  [/^47494638/, 'image/gif'],
]

function typeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('hex')
  return MAGIC.find(([magic]) => magic.test(start))?.[1]
}
