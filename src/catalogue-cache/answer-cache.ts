import { createCache } from 'async-cache-dedupe'

type Kept = { isOvertaken(): boolean }
type Asked<Ready> = { key: string; make: () => Promise<Ready | null> }

export type AnswerCacheOptions = { freshS: number; staleS: number; maxEntries: number; onError: (error: unknown) => void }

/**
 * Rendered answers in memory, so that a hot product costs no rendering: requests for one key collapse into one `make`, and a
 * stale answer is sent while a fresh one is made behind it. One that 1688 has overtaken is made anew at once.
 */
export function createAnswerCache<Ready extends Kept>({
  freshS,
  staleS,
  maxEntries,
  onError,
}: AnswerCacheOptions): {
  get(key: string, make: Asked<Ready>['make']): Promise<Ready | null>
} {
  const cache = createCache({ ttl: freshS, stale: staleS, storage: { type: 'memory', options: { size: maxEntries } }, onError }).define(
    'answer',
    { serialize: ({ key }: Asked<Ready>) => key },
    ({ make }: Asked<Ready>) => make(),
  )
  return {
    async get(key, make) {
      const asked = { key, make }
      const ready = await cache.answer(asked)
      if (!ready?.isOvertaken()) return ready
      await cache.clear('answer', asked)
      return cache.answer(asked)
    },
  }
}
