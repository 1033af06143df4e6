import type { Clock } from '../domain/shared/clock.ts'
import { upstreamFailure } from './errors.ts'

export type Pacing = {
  /** Milliseconds until calls may go out again, 0 when they may now. */
  pauseMs(): number
  /** Throws the retryable failure of the current pause, if there is one. */
  assertOpen(): void
  /** The gateway said: too often. Gives the pause in milliseconds. */
  limited(code: string): number
  /** A call went through: the next pause starts small again. */
  passed(): void
}

/**
 * Holds back an app that was told it calls too often. The limit is per app and unpublished (spec 1.7), so pauses grow by
 * the steps clients in the field use, and calls that were already under way when a pause began do not lengthen it.
 */
export function createPacing({ clock, stepsMs }: { clock: Clock; stepsMs: readonly number[] }): Pacing {
  let step = 0
  let pausedUntilMs = 0
  let code = ''
  const pauseMs = () => Math.max(0, pausedUntilMs - clock.now().getTime())
  return {
    pauseMs,
    assertOpen: () => {
      const remaining = pauseMs()
      if (remaining > 0) throw upstreamFailure(code, { retryAfterMs: remaining, detail: 'holding back' })
    },
    limited: (limitCode) => {
      if (pauseMs() > 0) return pauseMs()
      const pause = stepsMs[Math.min(step, stepsMs.length - 1)] ?? 0
      step += 1
      code = limitCode
      pausedUntilMs = clock.now().getTime() + pause
      return pause
    },
    passed: () => {
      if (pauseMs() === 0) step = 0
    },
  }
}
