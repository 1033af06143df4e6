/** Wall time plus an offset that the control plane moves. */
export class MockClock {
  #offsetMs = 0
  #stoppedAt: number | null = null

  /** Epoch milliseconds on the mock's clock. */
  now(): number {
    return this.#stoppedAt ?? Date.now() + this.#offsetMs
  }

  /** Runs something as of `at`: after a jump of days, what fell due in between happens at its own time. */
  during(at: number, run: () => void): void {
    this.#stoppedAt = at
    try {
      run()
    } finally {
      this.#stoppedAt = null
    }
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
