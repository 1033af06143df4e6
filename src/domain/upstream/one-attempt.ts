import { UpstreamError } from './upstream-error.ts'

/** Makes one call with an effect: `unknown` when nobody can tell what came of it, rethrown after `notSent` when it certainly did not happen. */
export async function oneAttempt<Outcome>(call: () => Promise<Outcome>, notSent: () => Promise<void>): Promise<Outcome | 'unknown'> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    if (error.outcome === 'unknownOutcome') return 'unknown'
    await notSent()
    throw error
  }
}
