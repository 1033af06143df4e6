/** What a caller may do after an infrastructure failure: try again, give up, or look up what happened first. */
export type UpstreamFailure = 'retryable' | 'permanent' | 'unknownOutcome'

/** The upstream could not be asked or did not answer in a usable way. Refusals by 1688 are answers, never this error. */
export class UpstreamError extends Error {
  readonly outcome: UpstreamFailure
  readonly code: string
  readonly retryAfterMs: number | undefined
  /** Every call of ours is held back, not this one alone: other work of the kind would only run into the same wall. */
  readonly holdsAllBack: boolean

  constructor(
    outcome: UpstreamFailure,
    code: string,
    options: { retryAfterMs?: number; cause?: unknown; detail?: string; holdsAllBack?: boolean } = {},
  ) {
    super(options.detail === undefined ? `upstream failure: ${code}` : `upstream failure: ${code}: ${options.detail}`, {
      cause: options.cause,
    })
    this.name = 'UpstreamError'
    this.outcome = outcome
    this.code = code
    this.retryAfterMs = options.retryAfterMs
    this.holdsAllBack = options.holdsAllBack ?? false
  }
}
