import { createCache } from 'async-cache-dedupe'

type Ready = { bytes: Uint8Array; etag: string; nextCursor?: string | null }
type Asked = { key: string; make: () => Promise<Ready | null> }

export type AnswerCacheOptions = { freshS: number; staleS: number; maxEntries: number; onError: (error: unknown) => void }

/**
 * Rendered answers in memory, so that a hot product costs no rendering: requests for one key collapse into one `make`, and a
 * stale answer is sent while a fresh one is made behind it.
 */
export function createAnswerCache({ freshS, staleS, maxEntries, onError }: AnswerCacheOptions): {
  get(key: string, make: Asked['make']): Promise<Ready | null>
} {
  const cache = createCache({ ttl: freshS, stale: staleS, storage: { type: 'memory', options: { size: maxEntries } }, onError }).define(
    'answer',
    { serialize: ({ key }: Asked) => key },
    ({ make }: Asked) => make(),
  )
  return { get: (key, make) => cache.answer({ key, make }) }
}
