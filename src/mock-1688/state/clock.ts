import type { Changes } from './changes.ts'

/** Wall time plus an offset that the control plane moves; it can be stopped and goes on from where it stood. */
export class MockClock {
  readonly #changes: Changes
  #offsetMs = 0
  /** The time it stands at while stopped. */
  #stoppedAt: number | null = null
  /** The time something due is run at. */
  #pretendedAt: number | null = null

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** Epoch milliseconds on the mock's clock. */
  now(): number {
    return this.#pretendedAt ?? this.#stoppedAt ?? Date.now() + this.#offsetMs
  }

  /** Runs something as of `at`: after a jump of days, what fell due in between happens at its own time. */
  during(at: number, run: () => void): void {
    const before = this.#pretendedAt
    this.#pretendedAt = at
    try {
      run()
    } finally {
      this.#pretendedAt = before
    }
  }

  /** Moves the clock by `ms`, stopped or not. */
  advance(ms: number): void {
    this.set(this.now() + ms)
  }

  /** Sets the clock; it goes on running from there unless it is stopped. */
  set(at: number): void {
    if (this.#stoppedAt !== null) this.#stoppedAt = at
    this.#offsetMs = at - Date.now()
    this.#changes.mark('clock')
  }

  stop(): void {
    this.#stoppedAt ??= this.now()
    this.#changes.mark('clock')
  }

  /** Lets a stopped clock run on from where it stands. */
  start(): void {
    if (this.#stoppedAt === null) return
    const at = this.#stoppedAt
    this.#stoppedAt = null
    this.set(at)
  }

  get stopped(): boolean {
    return this.#stoppedAt !== null
  }

  get offsetMs(): number {
    return this.now() - Date.now()
  }

  /** What has to be kept for `restore` to give the same time in another process. */
  kept(): { offsetMs: number; stoppedAt: number | null } {
    return { offsetMs: this.#offsetMs, stoppedAt: this.#stoppedAt }
  }

  restore(kept: { offsetMs: number; stoppedAt: number | null }): void {
    this.#offsetMs = kept.offsetMs
    this.#stoppedAt = kept.stoppedAt
  }
}
