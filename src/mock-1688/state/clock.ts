/** Wall time plus an offset that the control plane moves. */
export class MockClock {
  #offsetMs = 0

  /** Epoch milliseconds on the mock's clock. */
  now(): number {
    return Date.now() + this.#offsetMs
  }

  /** Moves the clock forward by `ms`. */
  advance(ms: number): void {
    this.#offsetMs += ms
  }

  /** Sets the clock; it goes on running from there. */
  set(at: number): void {
    this.#offsetMs = at - Date.now()
  }

  get offsetMs(): number {
    return this.#offsetMs
  }
}
