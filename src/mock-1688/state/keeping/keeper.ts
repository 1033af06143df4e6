import { createHash } from 'node:crypto'
import { writeJson } from '../../protocol/json.ts'
import type { Kept } from '../changes.ts'
import type { World } from '../world.ts'
import { type Entry, Journal } from './journal.ts'
import { KEPT_THINGS } from './kept-things.ts'

const KINDS = Object.keys(KEPT_THINGS) as Kept[]

/** Keeps a world in a folder: gives back what an earlier run of the mock left there, and writes down what changes. */
export class Keeper {
  readonly #journal: Journal
  /** What each thing looked like when it was last written: most that is looked at has not changed. */
  #written = new Map<string, string>()
  #world: World

  private constructor(journal: Journal, world: World) {
    this.#journal = journal
    this.#world = world
  }

  /** Restores the folder's state into a fresh world; `damaged` names the file moved aside when it could not be read. */
  static restore(folder: string, world: World): { keeper: Keeper; damaged: string | null } {
    const { journal, kept, damaged } = Journal.open(folder)
    for (const kind of KINDS) for (const [key, value] of sorted(kept.get(kind))) KEPT_THINGS[kind].restore(world, key, value)
    const keeper = new Keeper(journal, world)
    keeper.#follow(world)
    return { keeper, damaged }
  }

  /** A world made anew: nothing of the old one is kept. */
  replace(world: World): void {
    this.#world = world
    this.#follow(world)
  }

  /** Writes what changed since the last call, before anybody hears of it. */
  flush(): void {
    const entries: Entry[] = []
    for (const [kind, key] of this.#world.changes.take()) {
      const entry = this.#changed(kind, key)
      if (entry) entries.push(entry)
    }
    // Looking marks, too: without this every flush would look at everything of the one before.
    this.#world.changes.take()
    this.#journal.append(entries)
    if (this.#journal.needsRewrite) this.#rewrite()
  }

  close(): void {
    this.flush()
    this.#journal.close()
  }

  #follow(world: World): void {
    this.#rewrite()
    world.changes.startNoting()
  }

  #rewrite(): void {
    this.#written = new Map()
    const entries: Entry[] = []
    for (const kind of KINDS) {
      for (const key of KEPT_THINGS[kind].keys(this.#world)) {
        const entry = this.#changed(kind, key)
        if (entry) entries.push(entry)
      }
    }
    this.#world.changes.take()
    this.#journal.rewrite(entries)
  }

  /** The entry of a thing that is not as it was last written, or null. */
  #changed(kind: Kept, key: string): Entry | null {
    const value = KEPT_THINGS[kind].write(this.#world, key)
    const id = `${kind}/${key}`
    const before = this.#written.get(id)
    if (value === null) return before !== undefined && this.#written.delete(id) ? [kind, key, null] : null
    const digest = createHash('sha1').update(writeJson(value)).digest('base64')
    if (digest === before) return null
    this.#written.set(id, digest)
    return [kind, key, value]
  }
}

/** Oldest first: ids grow, and lists are answered in the order things came. */
function sorted(kept: ReadonlyMap<string, unknown> | undefined): [string, unknown][] {
  return [...(kept ?? [])].sort(([left], [right]) => left.length - right.length || (left < right ? -1 : 1))
}
