import { INSPECTION_STATES } from '../inspections/inspection-machine.ts'
import { UNSETTLED_PURCHASE_STATES } from '../orders/process-purchase.ts'
import type { JobName, ResourceJobName } from '../outbox/jobs.ts'
import type { StuckWork, UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'

export type ReconcileTools = { uow: UnitOfWork; stuck: StuckWork; clock: Clock; settings: { stuckAfterMs: number } }

type Sweep = { find: (stuck: StuckWork, before: Date) => Promise<string[]>; job: ResourceJobName }

const AT_ONCE = 500

/**
 * States whose next step is a job of ours. A row that rests in one for too long has lost its job (Redis flushed, queue restored
 * from an old backup) and gets a new one; a job too many finds nothing to do (invariant 10).
 */
const SWEEPS: readonly Sweep[] = [
  { job: 'purchase-order', find: (stuck, before) => stuck.purchases(UNSETTLED_PURCHASE_STATES, before, AT_ONCE) },
  { job: 'cancel-purchase', find: (stuck, before) => stuck.purchases(['CANCELLING'], before, AT_ONCE) },
  { job: 'sync-purchase', find: (stuck, before) => stuck.purchases(['PAID', 'PARTIALLY_SHIPPED', 'SHIPPED'], before, AT_ONCE) },
  { job: 'prepare-inspection', find: (stuck, before) => stuck.inspections([INSPECTION_STATES[0]], before, AT_ONCE) },
  { job: 'plan-consolidation', find: (stuck, before) => stuck.shipments(['SUBMITTED'], before, AT_ONCE) },
  {
    job: 'track-shipment',
    find: (stuck, before) =>
      stuck.shipments(
        ['READY', 'HANDED_OVER', 'EXPORT_CLEARED', 'IN_TRANSIT', 'IMPORT_CLEARANCE', 'CUSTOMS_HOLD', 'OUT_FOR_DELIVERY', 'DELIVERY_FAILED'],
        before,
        AT_ONCE,
      ),
  },
  { job: 'file-refund', find: (stuck, before) => stuck.refunds(['FILING', 'FILING_UNKNOWN'], before, AT_ONCE) },
  {
    job: 'sync-refund',
    find: (stuck, before) =>
      stuck.refunds(
        ['FILED_UPSTREAM', 'SELLER_PENDING', 'NEEDS_MODIFICATION', 'RETURN_APPROVED', 'RETURN_SHIPPED', 'ESCALATED', 'CANCELLING'],
        before,
        AT_ONCE,
      ),
  },
  { job: 'pay-out-refund', find: (stuck, before) => stuck.refunds(['UPSTREAM_SUCCESS', 'PAYOUT_PENDING'], before, AT_ONCE) },
  { job: 'handle-upstream-message', find: (stuck, before) => stuck.inboxMessages(before, AT_ONCE) },
]

/** Gives every resting row its job again; answers how many of each. */
export function createReconcile(tools: ReconcileTools): () => Promise<Partial<Record<JobName, number>>> {
  return async () => {
    const before = new Date(tools.clock.now().getTime() - tools.settings.stuckAfterMs)
    const found: Partial<Record<JobName, number>> = {}
    for (const { job, find } of SWEEPS) {
      const ids = await find(tools.stuck, before)
      if (ids.length === 0) continue
      await tools.uow.run(async (tx) => {
        for (const id of ids) await tx.outbox.addJob(job, { id })
      })
      found[job] = ids.length
    }
    return found
  }
}
