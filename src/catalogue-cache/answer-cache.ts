import { createCache } from 'async-cache-dedupe'

type Kept = { isOvertaken(): boolean }
type Asked<Ready> = { key: string; make: () => Promise<Ready | null> }

export type AnswerCacheOptions = { freshS: number; staleS: number; maxEntries: number; onError: (error: unknown) => void }

/**
 * Rendered answers in memory, so that a hot product costs no rendering: requests for one key collapse into one `make`, and a
 * stale answer is sent while a fresh one is made behind it. One that 1688 has overtaken is made anew at once. What was asked for
 * within this second is answered without a promise.
 */
export function createAnswerCache<Ready extends Kept>({
  freshS,
  staleS,
  maxEntries,
  onError,
}: AnswerCacheOptions): {
  get(key: string, make: Asked<Ready>['make']): Ready | Promise<Ready | null>
} {
  const cache = createCache({ ttl: freshS, stale: staleS, storage: { type: 'memory', options: { size: maxEntries } }, onError }).define(
    'answer',
    { serialize: ({ key }: Asked<Ready>) => key },
    ({ make }: Asked<Ready>) => make(),
  )
  let atHand = new Map<string, Ready>()
  let heldUntil = 0

  async function look(asked: Asked<Ready>): Promise<Ready | null> {
    let ready = await cache.answer(asked)
    if (ready?.isOvertaken()) {
      await cache.clear('answer', asked)
      ready = await cache.answer(asked)
    }
    if (ready) atHand.set(asked.key, ready)
    return ready
  }
  return {
    get(key, make) {
      const now = performance.now()
      if (now >= heldUntil) {
        atHand = new Map()
        heldUntil = now + AT_HAND_MS
      }
      const ready = atHand.get(key)
      return ready && !ready.isOvertaken() ? ready : look({ key, make })
    },
  }
}

/** Short beside every lifetime, so that those stay the rule; long for what is asked for thousands of times a second. */
const AT_HAND_MS = 1_000
