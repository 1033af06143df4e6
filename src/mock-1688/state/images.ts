import type { Sequence } from './sequence.ts'

const KEPT = 500

/** Colours of a picture: its corners (background) and its middle (the thing shown). */
export type PictureColours = { background: readonly number[]; subject: readonly number[] }

/** Uploaded pictures: refund vouchers to be shown again, and the colours of those uploaded for a search. */
export class ImageStore {
  readonly #sequence: Sequence
  readonly #vouchers = new Map<string, Buffer>()
  readonly #searches = new Map<string, PictureColours>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  addVoucher(bytes: Buffer): string {
    return this.#add(this.#vouchers, bytes)
  }

  voucher(id: string): Buffer | undefined {
    return this.#vouchers.get(id)
  }

  addSearch(colours: PictureColours): string {
    return this.#add(this.#searches, colours)
  }

  search(id: string): PictureColours | undefined {
    return this.#searches.get(id)
  }

  #add<T>(kept: Map<string, T>, value: T): string {
    const id = this.#sequence.longId()
    kept.set(id, value)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return id
  }
}
