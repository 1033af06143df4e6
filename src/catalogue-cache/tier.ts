import { createCache, type StorageInputRedis } from 'async-cache-dedupe'
import type { BoundedStore } from './bounded-store.ts'
import { type Entry, entryBytes, entryText } from './entry.ts'

export type Tier<Args, Value> = {
  /** Kept, or loaded once however many ask at the same time. */
  read(args: Args): Promise<Entry<Value>>
  /** Forgets the answer; who asks from now on does not share one that is being loaded. */
  drop(args: Args): Promise<void>
  /** The last answer that is still in memory, however old. */
  past(args: Args): Entry<Value> | undefined
}

export type Lifetime = {
  /** Seconds an answer is served without a second thought. */
  freshS: number
  /** Seconds after that in which it is still served while a new one is fetched. */
  staleS: number
  /** Seconds for which "there is none" is believed. */
  missingS: number
}

type Options<Args, Value> = {
  name: string
  keyOf(args: Args): string
  load(args: Args): Promise<Entry<Value>>
  /** In the memory of this process, or shared. */
  store: BoundedStore<Uint8Array> | StorageInputRedis
  lifetime: Lifetime
  onEvent(event: 'hit' | 'miss' | 'shared' | 'error'): void
}

type Defined<Args, Value> = { answers(args: Args): Promise<Entry<Value>>; clear(name: string, args: Args): Promise<void> }

/** One tier of one kind of answer, on async-cache-dedupe: collapses requests, refreshes behind a stale answer. */
export function createTier<Args, Value>({ name, keyOf, load, store, lifetime, onEvent }: Options<Args, Value>): Tier<Args, Value> {
  const memory = 'past' in store ? store : undefined
  // The library wants the cached function as a named method of the cache.
  const cache = createCache({
    storage: 'past' in store ? store.storage : store,
    transformer: memory === undefined ? entryText : entryBytes,
    ttl: (entry: unknown) => ((entry as Entry<Value>).value === null ? lifetime.missingS : lifetime.freshS),
    stale: (entry: unknown) => ((entry as Entry<Value>).value === null ? 0 : lifetime.staleS),
    onHit: () => onEvent('hit'),
    onMiss: () => onEvent('miss'),
    onDedupe: () => onEvent('shared'),
    onError: () => onEvent('error'),
  }).define('answers', { serialize: (args: Args) => `${name}:${keyOf(args)}` }, (args: Args) => load(args)) as unknown as Defined<
    Args,
    Value
  >
  return {
    read: (args) => cache.answers(args),
    drop: (args) => cache.clear('answers', args),
    past(args) {
      const bytes = memory?.past(`answers~${name}:${keyOf(args)}`)
      return bytes && (entryBytes.deserialize(bytes) as Entry<Value>)
    },
  }
}
