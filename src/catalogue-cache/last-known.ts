import type { Clock } from '../domain/shared/clock.ts'
import type { CatalogueTrouble } from '../domain/upstream/cached-catalogue.ts'
import type { Entry } from './entry.ts'

/** The last good answer to each question, long after its life, and why a newer one could not be had. */
export type LastKnown<Value> = {
  keep(key: string, entry: Entry<Value>): void
  find(key: string): Entry<Value> | undefined
  /** The last attempt to ask failed. */
  noteTrouble(key: string, trouble: CatalogueTrouble): void
  troubleOf(key: string): CatalogueTrouble | null
}

type Options = { clock: Clock; keptS: number; maxEntries: number }

/** In the memory of this process; entries are the very objects the cache holds, so that what is in both costs once. */
export function createLastKnown<Value>({ clock, keptS, maxEntries }: Options): LastKnown<Value> {
  const entries = new Map<string, Entry<Value>>()
  const troubles = new Map<string, CatalogueTrouble>()
  return {
    keep(key, entry) {
      troubles.delete(key)
      // "There is none" is no answer to live on for hours.
      if (entry.value === null) entries.delete(key)
      else remember(entries, key, { value: entry, maxEntries })
    },
    find(key) {
      const entry = entries.get(key)
      return entry && entry.asOfMs + keptS * 1000 > clock.now().getTime() ? entry : undefined
    },
    noteTrouble: (key, trouble) => remember(troubles, key, { value: trouble, maxEntries }),
    troubleOf: (key) => troubles.get(key) ?? null,
  }
}

/** The newest stay: a map keeps the order of insertion. */
function remember<Kept>(map: Map<string, Kept>, key: string, { value, maxEntries }: { value: Kept; maxEntries: number }): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > maxEntries && !oldest.done) map.delete(oldest.value)
}
