import type { Redis } from 'ioredis'
import type { Usage } from '../catalogue-cache/bounded-store.ts'
import type { CacheEvent } from '../catalogue-cache/cached-read.ts'
import { createCatalogueCache } from '../catalogue-cache/create-catalogue-cache.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { CachedCatalogue } from '../domain/upstream/cached-catalogue.ts'
import type { PushVerdict } from '../domain/upstream/push.ts'
import type { UpstreamCatalogue } from '../domain/upstream/upstream-port.ts'
import { subscribeToProductNews } from '../store/product-news.ts'

type Options = {
  upstreamFor(livemode: boolean): UpstreamCatalogue
  verifyPush(rawFormBody: Uint8Array): { livemode: boolean; verdict: PushVerdict }
  clock: Clock
  /** Memory for the answers of both modes together. */
  maxBytes: number
  /** Where word of changes comes from, whichever process received it. */
  databaseUrl: string
  onListenError: (error: unknown) => void
  /** Processes share their answers through it. */
  redis?: Redis | undefined
  /** Hears of every look-up, for metrics. */
  onEvent?: ((event: CacheEvent) => void) | undefined
}

/** The catalogue of each mode behind its own cache, made when first asked for: a mode may not be configured. `close` stops listening. */
export function composeCatalogues({ upstreamFor, verifyPush, clock, onEvent = () => undefined, ...options }: Options) {
  const made = new Map<boolean, ReturnType<typeof createCatalogueCache>>()
  const cached = (livemode: boolean): CachedCatalogue => {
    const upstream = upstreamFor(livemode)
    const known = made.get(livemode) ?? createCatalogueCache({ upstream, clock, onEvent, ...placeOf(livemode, options) })
    made.set(livemode, known)
    return known
  }
  const usageOf = (kind: 'product' | 'listing' | 'category'): Usage => {
    const parts = [...made.values()].map((catalogue) => catalogue.usage()[kind])
    const sum = (what: keyof Usage): number => parts.reduce((total, part) => total + part[what], 0)
    return { entries: sum('entries'), bytes: sum('bytes'), maxBytes: sum('maxBytes') }
  }
  const close = subscribeToProductNews({
    connectionString: options.databaseUrl,
    // A world nobody has asked for yet has nothing to forget.
    onNews: ({ livemode, offerIds }) => made.get(livemode)?.forgetProducts(offerIds),
    onGap: () => {
      for (const catalogue of made.values()) catalogue.forgetAll()
    },
    onError: options.onListenError,
  })
  return {
    catalogueFor: cached,
    close,
    /** What both keep in memory, by kind. */
    usage: () => ({ product: usageOf('product'), listing: usageOf('listing'), category: usageOf('category') }),
    /** Receives as `receive` does; this process need not wait for word of what it received itself. */
    forgetting:
      <Outcome>(receive: (rawFormBody: Uint8Array) => Promise<Outcome>) =>
      async (rawFormBody: Uint8Array): Promise<Outcome> => {
        const outcome = await receive(rawFormBody)
        const { livemode, verdict } = verifyPush(rawFormBody)
        if (verdict.kind === 'message') made.get(livemode)?.forgetProducts(verdict.hint.offerIds ?? [])
        return outcome
      },
  }
}

/** A rehearsal is small beside the real thing. */
const SANDBOX_SHARE = 0.25

function placeOf(livemode: boolean, { maxBytes, redis }: Pick<Options, 'maxBytes' | 'redis'>) {
  const share = livemode ? 1 - SANDBOX_SHARE : SANDBOX_SHARE
  return { scope: livemode ? ('live' as const) : ('test' as const), maxBytes: maxBytes * share, ...(redis === undefined ? {} : { redis }) }
}
