/** Jobs that work on one resource, by the id prefix of the resource they carry; `inbox` is a stored 1688 message. */
export const RESOURCE_JOBS = {
  'purchase-order': 'pch',
  'sync-purchase': 'pch',
  'cancel-purchase': 'pch',
  'find-twins': 'pch',
  'keep-listing-pictures': 'ord',
  'handle-upstream-message': 'inbox',
  'prepare-inspection': 'ins',
  'plan-consolidation': 'shp',
  'track-shipment': 'shp',
  'file-refund': 'rfc',
  'sync-refund': 'rfc',
  'pay-out-refund': 'rfc',
  'open-top-up': 'top',
  'sync-top-up': 'top',
  'handle-payment-message': 'inbox',
} as const

/** Jobs the clock starts; they find their own work, so they carry nothing. */
export const SCHEDULED_JOBS = [
  'apply-deadlines',
  'reconcile',
  'pull-messages',
  'follow-changes',
  'keep-authorized',
  'poll-payments',
  'prove-ledger',
  'close-months',
  'compare-books',
  'sweep-files',
  'prune',
] as const

export type ResourceJobName = keyof typeof RESOURCE_JOBS
export type ScheduledJobName = (typeof SCHEDULED_JOBS)[number]
export type JobName = ResourceJobName | ScheduledJobName

/** Ids only: a job may run twice or late, so it re-reads the row and lets the table decide. */
export type ResourceJobPayload = { readonly id: string }
export type ScheduledJobPayload = Readonly<Record<string, never>>

export type JobPayloads = { [name in ResourceJobName]: ResourceJobPayload } & { [name in ScheduledJobName]: ScheduledJobPayload }

/** One job to enqueue, name and payload agreeing. */
export type OutboxJob = { [name in JobName]: { readonly name: name; readonly payload: JobPayloads[name] } }[JobName]

/** Every job name, resource jobs first. */
export const JOB_NAMES: readonly JobName[] = [...(Object.keys(RESOURCE_JOBS) as ResourceJobName[]), ...SCHEDULED_JOBS]

/** True for a job that carries the id of one resource. */
export function isResourceJob(name: JobName): name is ResourceJobName {
  return Object.hasOwn(RESOURCE_JOBS, name)
}
