import type { CatalogueTrouble } from '../domain/upstream/cached-catalogue.ts'

/** Why a newer answer to a question could not be had, when it was last tried. */
export type Troubles = {
  note(key: string, trouble: CatalogueTrouble): void
  /** 1688 has answered. */
  forget(key: string): void
  of(key: string): CatalogueTrouble | null
}

const MOST_REMEMBERED = 10_000

/** Of one kind of answer; the newest stay. */
export function createTroubles(): Troubles {
  const troubles = new Map<string, CatalogueTrouble>()
  return {
    note(key, trouble) {
      troubles.delete(key)
      troubles.set(key, trouble)
      const oldest = troubles.keys().next()
      if (troubles.size > MOST_REMEMBERED && !oldest.done) troubles.delete(oldest.value)
    },
    forget: (key) => void troubles.delete(key),
    of: (key) => troubles.get(key) ?? null,
  }
}
