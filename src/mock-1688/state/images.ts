import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Looks } from '../pictures/looks.ts'
import type { Sequence } from './sequence.ts'

const KEPT = 500

/** Uploaded pictures: refund vouchers to be shown again (in `folder` when there is one), and the looks of those uploaded for a search. */
export class ImageStore {
  readonly #sequence: Sequence
  readonly #folder: string | null
  readonly #vouchers = new Map<string, Buffer | null>()
  readonly #searches = new Map<string, Looks>()

  constructor(sequence: Sequence, folder: string | null) {
    this.#sequence = sequence
    this.#folder = folder
    if (folder === null) return
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const file of readdirSync(folder).sort()) this.#vouchers.set(file.replace(/\.jpg$/, ''), null)
  }

  addVoucher(bytes: Buffer): string {
    const id = this.#sequence.longId()
    if (this.#folder !== null) writeFileSync(this.#file(id), bytes, { mode: 0o600 })
    keep(this.#vouchers, [id, this.#folder === null ? bytes : null], (dropped) => this.#remove(dropped))
    return id
  }

  voucher(id: string): Buffer | undefined {
    const bytes = this.#vouchers.get(id)
    return bytes === null ? readFileSync(this.#file(id)) : bytes
  }

  addSearch(looks: Looks): string {
    const id = this.#sequence.longId()
    keep(this.#searches, [id, looks])
    return id
  }

  search(id: string): Looks | undefined {
    return this.#searches.get(id)
  }

  /** Forgets everything, the files too. */
  clear(): void {
    for (const id of this.#vouchers.keys()) this.#remove(id)
    this.#vouchers.clear()
    this.#searches.clear()
  }

  #remove(id: string): void {
    if (this.#folder !== null) rmSync(this.#file(id), { force: true })
  }

  #file(id: string): string {
    return join(this.#folder ?? '', `${id}.jpg`)
  }
}

/** Adds an entry and drops the oldest above the limit. */
function keep<T>(kept: Map<string, T>, [id, value]: [string, T], onDrop: (id: string) => void = () => undefined): void {
  kept.set(id, value)
  const [oldest] = kept.keys()
  if (kept.size <= KEPT || oldest === undefined) return
  kept.delete(oldest)
  onDrop(oldest)
}
