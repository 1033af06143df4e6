import { performance } from 'node:perf_hooks'
import type { StorageInputCustom, StorageInterface } from 'async-cache-dedupe'
import { LRUCache } from 'lru-cache'

/** How much is kept, and how much of it there may be. */
export type Usage = { entries: number; bytes: number; maxBytes: number }

export type BoundedStore<Kept> = {
  /** For async-cache-dedupe. */
  storage: StorageInputCustom
  /** What stands under a key, however long its life is over. */
  past(key: string): Kept | undefined
  usage(): Usage
}

type Options<Kept> = { maxBytes: number; bytesOf(kept: Kept): number }

/** Of an entry beside its bytes: key, instant, places in the maps. Measured. */
const OVERHEAD_BYTES = 400

/**
 * Memory that is bounded in bytes: the least recently read goes. What has outlived its life stays until its place is needed, for the
 * time in which nobody can be asked for a newer one.
 */
export function createBoundedStore<Kept>({ maxBytes, bytesOf }: Options<Kept>): BoundedStore<Kept> {
  const entries = new LRUCache<string, { kept: Kept; until: number }>({
    maxSize: Math.floor(maxBytes),
    sizeCalculation: ({ kept }) => bytesOf(kept) + OVERHEAD_BYTES,
  })
  const remainingMs = (key: string): number => Math.max(0, (entries.peek(key)?.until ?? 0) - performance.now())
  // The library waits for whatever it is given: nothing here takes time.
  const storage = {
    get(key: string): Kept | undefined {
      const entry = entries.get(key)
      return entry !== undefined && entry.until > performance.now() ? entry.kept : undefined
    },
    set(key: string, kept: Kept, ttlS: number): void {
      entries.set(key, { kept, until: performance.now() + ttlS * 1_000 })
    },
    remove(key: string): void {
      const entry = entries.peek(key)
      if (entry !== undefined) entry.until = 0
    },
    getTTL: (key: string): number => remainingMs(key) / 1_000,
    exists: (key: string): boolean => remainingMs(key) > 0,
    clear: (): void => entries.clear(),
    // Nothing is stored with references.
    invalidate: (): void => undefined,
    refresh: (): void => entries.clear(),
  }
  return {
    storage: { type: 'custom', options: { storage: storage as unknown as StorageInterface } },
    past: (key) => entries.get(key)?.kept,
    usage: () => ({ entries: entries.size, bytes: entries.calculatedSize, maxBytes }),
  }
}
