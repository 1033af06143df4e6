import { z } from 'zod'
import type { JobName, JobPayloads } from '../domain/outbox/jobs.ts'

/**
 * Queues, how many of their jobs one worker process runs at a time, and how many all processes together start in a second. Only a queue
 * with such a pace can also be told to rest.
 */
export const queues = {
  purchasing: { concurrency: 4, perSecond: 50, why: 'each job is a few calls to 1688, which limits us per application' },
  sync: { concurrency: 8, why: 'reads, many and short' },
  pictures: { concurrency: 2, why: 'downloads, slow ones at times: they may wait hours, and nothing that moves money may wait for them' },
  inspection: { concurrency: 4, why: 'database work only' },
  consolidation: { concurrency: 2, why: 'packing plans are the one job that costs CPU' },
  refunds: { concurrency: 4, why: 'few, and each waits for 1688' },
  payments: { concurrency: 4, why: 'few, and each waits for the payment provider' },
  maintenance: { concurrency: 1, why: 'scans: two at a time would only wait for the same rows' },
} as const satisfies Record<string, { concurrency: number; perSecond?: number; why: string }>

export type QueueName = keyof typeof queues

export type JobDefinition<Name extends JobName = JobName> = {
  queue: QueueName
  payload: z.ZodType<JobPayloads[Name]>
  /** How often it is tried before it is listed as failed. */
  attempts: number
  /** The wait before the next try: doubled each time from `baseMs` up to `maxMs`, spread by half. An error's `retryAfterMs` goes before it. */
  backoff: { baseMs: number; maxMs: number }
  /** A try that takes longer is aborted and counts as failed. */
  timeoutMs: number
  retention: Retention
}

/** How long finished jobs stay to be looked at; after that their id may be used again. */
type Retention = { completed: Keep; failed: Keep; why: string }
export type Keep = { ageSeconds: number; count: number }

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS

const work: Retention = {
  completed: { ageSeconds: 6 * HOUR_SECONDS, count: 5000 },
  failed: { ageSeconds: 30 * DAY_SECONDS, count: 10_000 },
  why: 'some hours of done jobs answer "did it run?"; failed ones wait for somebody to replay them',
}
const scan: Retention = {
  completed: { ageSeconds: HOUR_SECONDS, count: 100 },
  failed: { ageSeconds: 7 * DAY_SECONDS, count: 200 },
  why: 'the next run does what a failed one missed, so only the trace is of use',
}

const resource = z.strictObject({ id: z.string().min(1).max(64) })
const nothing: z.ZodType<Readonly<Record<string, never>>> = z.strictObject({})

// Calls that change something at 1688: long waits, because an outage there lasts minutes and every try costs quota.
const upstreamWrite = { attempts: 12, backoff: { baseMs: 2 * SECOND, maxMs: 30 * MINUTE }, timeoutMs: 2 * MINUTE, retention: work }
const upstreamRead = { attempts: 8, backoff: { baseMs: 2 * SECOND, maxMs: 10 * MINUTE }, timeoutMs: MINUTE, retention: work }
// Work on our own database only: it fails on a lock or on a restart, and both pass within seconds.
const own = { attempts: 8, backoff: { baseMs: SECOND, maxMs: MINUTE }, timeoutMs: MINUTE, retention: work }
const scheduled = { attempts: 3, backoff: { baseMs: 5 * SECOND, maxMs: MINUTE }, timeoutMs: 10 * MINUTE, retention: scan }

/** Every job there is: the one table that says where it runs, what it carries and how it fails. */
export const jobs: { readonly [Name in JobName]: JobDefinition<Name> } = {
  'purchase-order': { queue: 'purchasing', payload: resource, ...upstreamWrite },
  'cancel-purchase': { queue: 'purchasing', payload: resource, ...upstreamWrite },
  'find-twins': { queue: 'sync', payload: resource, ...upstreamRead },
  'sync-purchase': { queue: 'sync', payload: resource, ...upstreamRead },
  'keep-listing-pictures': { queue: 'pictures', payload: resource, ...upstreamRead },
  'handle-upstream-message': { queue: 'sync', payload: resource, ...upstreamRead },
  'track-shipment': { queue: 'sync', payload: resource, ...upstreamRead },
  'prepare-inspection': { queue: 'inspection', payload: resource, ...own },
  'plan-consolidation': { queue: 'consolidation', payload: resource, ...own },
  'file-refund': { queue: 'refunds', payload: resource, ...upstreamWrite },
  'sync-refund': { queue: 'refunds', payload: resource, ...upstreamRead },
  'pay-out-refund': { queue: 'refunds', payload: resource, ...own },
  'open-top-up': { queue: 'payments', payload: resource, ...upstreamWrite },
  'sync-top-up': { queue: 'payments', payload: resource, ...upstreamRead },
  'handle-payment-message': { queue: 'payments', payload: resource, ...own },
  'prove-ledger': { queue: 'maintenance', payload: nothing, ...scheduled },
  'close-months': { queue: 'maintenance', payload: nothing, ...scheduled },
  'poll-payments': { queue: 'payments', payload: nothing, ...scheduled },
  'apply-deadlines': { queue: 'maintenance', payload: nothing, ...scheduled },
  reconcile: { queue: 'maintenance', payload: nothing, ...scheduled },
  'pull-messages': { queue: 'sync', payload: nothing, ...scheduled },
  'follow-changes': { queue: 'sync', payload: nothing, ...scheduled },
  'keep-authorized': { queue: 'sync', payload: nothing, ...scheduled, timeoutMs: MINUTE },
  // Minutes of calls to 1688: not where deadlines wait their turn.
  'compare-books': { queue: 'sync', payload: nothing, ...scheduled, timeoutMs: 60 * MINUTE },
  // Calls to the object store, one a file: not where deadlines wait their turn.
  'sweep-files': { queue: 'pictures', payload: nothing, ...scheduled, timeoutMs: 30 * MINUTE },
  prune: { queue: 'maintenance', payload: nothing, ...scheduled },
}
