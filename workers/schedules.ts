import type { ScheduledJobName } from '../src/domain/outbox/jobs.ts'

/** When the clock starts a job. Deadlines are states with a time, scanned here, never jobs delayed for days. */
export const SCHEDULES: { readonly [Name in ScheduledJobName]: { everyMs: number } } = {
  'apply-deadlines': { everyMs: 30_000 },
  reconcile: { everyMs: 10_000 },
  // Together five calls a run and account: a trial app has about 5,000 a day.
  'pull-messages': { everyMs: 2 * 60_000 },
  'follow-changes': { everyMs: 2 * 60_000 },
  'keep-authorized': { everyMs: 60 * 60_000 },
  'prove-ledger': { everyMs: 15 * 60_000 },
  'close-months': { everyMs: 60 * 60_000 },
  'poll-payments': { everyMs: 5 * 60_000 },
  'compare-books': { everyMs: 6 * 60 * 60_000 },
  'sweep-files': { everyMs: 60 * 60_000 },
  prune: { everyMs: 60 * 60_000 },
}
