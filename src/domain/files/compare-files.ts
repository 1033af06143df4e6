import { addMilliseconds, type Clock, HOUR_MS } from '../shared/clock.ts'

/** What the database says of objects. */
export interface FileBook {
  /** Those of the keys that a row names. */
  named(keys: readonly string[]): Promise<Set<string>>
  /** Keys whose bytes must be there, in their order after the last one of the page before, each with a file that needs it. */
  needed(page: { after: string; limit: number }): Promise<{ storageKey: string; fileId: string }[]>
}

/** What lies in the object store. */
export interface ObjectShelf {
  keys(): AsyncIterable<string[]>
  storedAt(key: string): Promise<Date | null>
  exists(key: string): Promise<boolean>
}

export type FileComparison = {
  objects: number
  needed: number
  /** Bytes that no row names: a leak, harmless but for the room they take. */
  unnamed: { key: string; storedAt: Date }[]
  /** Rows whose bytes are gone: evidence that is lost. */
  missing: { storageKey: string; fileId: string }[]
}

/** Pictures of the bench are stored before their rows are written: what is younger may still get one. */
const SETTLED_AFTER_MS = HOUR_MS
const PAGE = 500
const AT_ONCE = 8

/** Holds the rows of files and the objects against each other. Changes nothing. */
export function createCompareFiles(tools: { book: FileBook; shelf: ObjectShelf; clock: Clock }): () => Promise<FileComparison> {
  return async () => {
    const { objects, unnamed } = await findUnnamed(tools)
    return { objects, unnamed, ...(await findMissing(tools)) }
  }
}

type Tools = { book: FileBook; shelf: ObjectShelf; clock: Clock }

async function findUnnamed({ book, shelf, clock }: Tools): Promise<Pick<FileComparison, 'objects' | 'unnamed'>> {
  const settled = addMilliseconds(clock.now(), -SETTLED_AFTER_MS)
  const unnamed: FileComparison['unnamed'] = []
  let objects = 0
  for await (const all of shelf.keys()) {
    objects += all.length
    for (const keys of inParts(all, PAGE)) {
      const named = await book.named(keys)
      for (const key of keys.filter((one) => !named.has(one))) {
        const storedAt = await shelf.storedAt(key)
        if (storedAt !== null && storedAt <= settled) unnamed.push({ key, storedAt })
      }
    }
  }
  return { objects, unnamed }
}

async function findMissing({ book, shelf }: Tools): Promise<Pick<FileComparison, 'needed' | 'missing'>> {
  const missing: FileComparison['missing'] = []
  let needed = 0
  for (let after = ''; ; ) {
    const page = await book.needed({ after, limit: PAGE })
    needed += page.length
    for (const part of inParts(page, AT_ONCE)) {
      const there = await Promise.all(part.map(({ storageKey }) => shelf.exists(storageKey)))
      missing.push(...part.filter((_, index) => !there[index]))
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.storageKey
  }
  // What was removed while we looked is not missing.
  const still = await book.named(missing.map(({ storageKey }) => storageKey))
  return { needed, missing: missing.filter(({ storageKey }) => still.has(storageKey)) }
}

function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size))
}
