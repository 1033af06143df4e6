import type { WorkerPace } from '../../src/compose/workers.ts'
import { SCHEDULES } from '../../workers/schedules.ts'

/** Scans run within a second, vanished workers are noticed within five; a worker that only has little of the machine is no vanished one. */
export const QUICK_PACE: WorkerPace = {
  lockMs: 4_000,
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
