import { createCache } from 'async-cache-dedupe'
import { createBoundedStore, type Usage } from './bounded-store.ts'
import type { CacheEvent } from './cached-read.ts'

type Kept = { bytes: Uint8Array; isOvertaken(): boolean }
type Asked<Ready> = { key: string; make: () => Promise<Ready | null> }

export type AnswerCacheOptions = {
  freshS: number
  staleS: number
  maxBytes: number
  onError: (error: unknown) => void
  /** For metrics. */
  onEvent?: (event: CacheEvent) => void
}

/**
 * Rendered answers in memory, so that a hot product costs no rendering: requests for one key collapse into one `make`, and a
 * stale answer is sent while a fresh one is made behind it. One that 1688 has overtaken is made anew at once.
 */
export function createAnswerCache<Ready extends Kept>({
  freshS,
  staleS,
  maxBytes,
  onError,
  onEvent = () => undefined,
}: AnswerCacheOptions): {
  get(key: string, make: Asked<Ready>['make']): Promise<Ready | null>
  usage(): Usage
} {
  const store = createBoundedStore<Ready | null>({ maxBytes, bytesOf: (ready) => ready?.bytes.length ?? 0 })
  const tell = (event: CacheEvent['event']) => () => onEvent({ kind: 'answer', tier: 'rendered', event })
  const heard = { onHit: tell('hit'), onMiss: tell('miss'), onDedupe: tell('shared') }
  const cache = createCache({ ttl: freshS, stale: staleS, storage: store.storage, onError, ...heard }).define(
    'answer',
    { serialize: ({ key }: Asked<Ready>) => key },
    ({ make }: Asked<Ready>) => make(),
  )
  return {
    async get(key, make) {
      const asked = { key, make }
      let ready = await cache.answer(asked)
      if (ready?.isOvertaken()) {
        await cache.clear('answer', asked)
        ready = await cache.answer(asked)
      }
      return ready
    },
    usage: store.usage,
  }
}
