import type { Changes } from './changes.ts'

const FIRST_SECOND = Date.UTC(2020, 0, 1) / 1000

/**
 * Ids of 15 to 19 digits that grow and never come back, not even after a restart of the mock:
 * whoever talks to it may have kept those of the last run.
 */
export class Sequence {
  readonly #changes: Changes
  #last = 0n

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** 15 digits. */
  next(): bigint {
    const floor = 350_000_000_000_000n + BigInt(Math.floor(Date.now() / 1000) - FIRST_SECOND) * 100_000n
    this.#last = this.#last >= floor ? this.#last + 1n : floor
    this.#changes.mark('sequence')
    return this.#last
  }

  get last(): bigint {
    return this.#last
  }

  restore(last: bigint): void {
    this.#last = last
  }

  /** A 19-digit trade id as text; its last four digits are the buyer's, as on 1688. */
  tradeId(buyerUserId: string): string {
    return (this.next() * 10_000n + BigInt(buyerUserId.slice(-4))).toString()
  }

  /** An 18-digit id as text: the number behind a refund's `TQ`, or an image id. */
  longId(): string {
    return (this.next() * 1_000n + 541n).toString()
  }
}
