import type { Clock } from '../domain/shared/clock.ts'
import { NO_QUOTA, upstreamFailure } from './errors.ts'
import type { Lane } from './lane.ts'

export type PacedCall = { api: string; lane: Lane }

/** What is held back and why: one API, or `*` for the whole app. */
export type Pause = { api: string; code: string; until: Date }

export type Pacing = {
  /** Milliseconds until this call may go out, 0 when it may now. */
  pauseMs(call: PacedCall): number
  /** Throws the retryable failure of the pause this call falls into, if there is one. */
  assertOpen(call: PacedCall): void
  /** The gateway said: too often, or nothing left. Gives the pause in milliseconds. */
  limited(code: string, call: PacedCall): number
  /** A call went through: the next pause starts small again. */
  passed(call: PacedCall): void
  pauses(): Pause[]
}

type Options = { clock: Clock; stepsMs: readonly number[]; quotaStepsMs: readonly number[] }
type Held = { step: number; untilMs: number; pauseMs: number; code: string }

const APP = '*'
/** Which codes speak of one API; the others of the app as a whole (spec 1.6, 1.7). */
const OF_ONE_API: ReadonlySet<string> = new Set(['gw.QosAPIFrequencyLimit', NO_QUOTA])
/** After a pause of the app orders and payments go first; a catalogue that waits a little longer still answers from its cache. */
const CATALOGUE_LATER = 0.2

/**
 * Holds back what was told that it calls too often or that its quota is used up. Limits are unpublished (spec 1.7), so pauses grow by
 * the steps clients in the field use, and calls that were already under way when a pause began do not lengthen it.
 */
export function createPacing({ clock, stepsMs, quotaStepsMs }: Options): Pacing {
  const held = new Map<string, Held>()
  const left = (key: string, later = 0): number => {
    const pause = held.get(key)
    return pause === undefined ? 0 : Math.max(0, pause.untilMs + pause.pauseMs * later - clock.now().getTime())
  }
  const longest = ({ api, lane }: PacedCall): { key: string; ms: number } => {
    const [app, own] = [left(APP, lane === 'catalogue' ? CATALOGUE_LATER : 0), left(api)]
    return own > app ? { key: api, ms: own } : { key: APP, ms: app }
  }
  return {
    pauseMs: (call) => longest(call).ms,
    assertOpen: (call) => {
      const { key, ms } = longest(call)
      const pause = held.get(key)
      if (ms > 0 && pause !== undefined) throw upstreamFailure(pause.code, { retryAfterMs: ms, detail: 'holding back' })
    },
    limited: (code, { api }) => {
      const key = OF_ONE_API.has(code) ? api : APP
      if (left(key) > 0) return left(key)
      const steps = code === NO_QUOTA ? quotaStepsMs : stepsMs
      const before = held.get(key)
      const step = before !== undefined && (before.code === NO_QUOTA) === (code === NO_QUOTA) ? before.step : 0
      const pauseMs = steps[Math.min(step, steps.length - 1)] ?? 0
      held.set(key, { step: step + 1, untilMs: clock.now().getTime() + pauseMs, pauseMs, code })
      return pauseMs
    },
    passed: ({ api }) => {
      for (const key of [APP, api]) if (held.has(key) && left(key) === 0) held.delete(key)
    },
    pauses: () => [...held].filter(([key]) => left(key) > 0).map(([api, { code, untilMs }]) => ({ api, code, until: new Date(untilMs) })),
  }
}
