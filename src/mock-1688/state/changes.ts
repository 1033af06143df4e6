/** What the mock keeps over a restart when it has a folder for it, one name a kind of thing. */
export type Kept =
  | 'apps'
  | 'clock'
  | 'followed'
  | 'messages'
  | 'orders'
  | 'products'
  | 'refreshTokens'
  | 'refunds'
  | 'relations'
  | 'sequence'
  | 'settings'
  | 'shipments'
  | 'spent'
  | 'taken'
  | 'tasks'
  | 'tokens'

/**
 * Notes which things may have changed since the last look. A store marks what it hands out, not only what it writes:
 * whoever got an order may have changed it. Notes nothing until somebody keeps what changes.
 */
export class Changes {
  #marked = new Map<string, readonly [kept: Kept, key: string]>()
  #noting = false

  mark(kept: Kept, key = ''): void {
    if (this.#noting) this.#marked.set(`${kept}/${key}`, [kept, key])
  }

  startNoting(): void {
    this.#noting = true
  }

  /** What was marked since the last call. */
  take(): Iterable<readonly [kept: Kept, key: string]> {
    const marked = this.#marked
    this.#marked = new Map()
    return marked.values()
  }
}
