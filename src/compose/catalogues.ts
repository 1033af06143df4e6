import type { CacheEvent } from '../catalogue-cache/cached-read.ts'
import { createCatalogueCache } from '../catalogue-cache/create-catalogue-cache.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { CachedCatalogue } from '../domain/upstream/cached-catalogue.ts'
import type { PushVerdict } from '../domain/upstream/push.ts'
import type { UpstreamCatalogue } from '../domain/upstream/upstream-port.ts'

type Options = {
  upstreamFor(livemode: boolean): UpstreamCatalogue
  verifyPush(rawFormBody: Uint8Array): { livemode: boolean; verdict: PushVerdict }
  clock: Clock
  /** Hears of every look-up, for metrics. */
  onEvent?: ((event: CacheEvent) => void) | undefined
}

/** The catalogue of each mode behind its own cache, made when first asked for: a mode may not be configured. */
export function composeCatalogues({ upstreamFor, verifyPush, clock, onEvent = () => undefined }: Options) {
  const made = new Map<boolean, CachedCatalogue>()
  const cached = (livemode: boolean): CachedCatalogue => {
    const known =
      made.get(livemode) ?? createCatalogueCache({ upstream: upstreamFor(livemode), scope: livemode ? 'live' : 'test', clock, onEvent })
    made.set(livemode, known)
    return known
  }
  return {
    catalogueFor: cached,
    /** Receives as `receive` does; a message about products also makes this process forget them. */
    forgetting:
      <Outcome>(receive: (rawFormBody: Uint8Array) => Promise<Outcome>) =>
      async (rawFormBody: Uint8Array): Promise<Outcome> => {
        const outcome = await receive(rawFormBody)
        const { livemode, verdict } = verifyPush(rawFormBody)
        const offerIds = verdict.kind === 'message' ? (verdict.hint.offerIds ?? []) : []
        await Promise.all(offerIds.map((offerId) => cached(livemode).invalidateProduct(offerId)))
        return outcome
      },
  }
}
