/** Not now: the job that meets it is run again after the wait. Nothing has gone wrong. */
export class RetryLater extends Error {
  readonly retryable = true
  readonly retryAfterMs: number

  constructor(reason: string, retryAfterMs: number) {
    super(reason)
    this.name = 'RetryLater'
    this.retryAfterMs = retryAfterMs
  }
}
