import type { WorkerPace } from '../../src/compose/workers.ts'
import { SCHEDULES } from '../../workers/schedules.ts'

/** Vanished workers are noticed, and scans run, within a second or two. */
export const QUICK_PACE: WorkerPace = {
  lockMs: 2_000,
  stalledIntervalMs: 1_000,
  schedules: {
    ...SCHEDULES,
    'apply-deadlines': { everyMs: 1_000 },
    reconcile: { everyMs: 500 },
    'pull-messages': { everyMs: 500 },
    'follow-changes': { everyMs: 500 },

    prune: { everyMs: 60_000 },
  },
}
