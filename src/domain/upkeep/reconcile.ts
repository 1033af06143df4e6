import { INSPECTION_STATES } from '../inspections/inspection-machine.ts'
import { UNSETTLED_PURCHASE_STATES } from '../orders/process-purchase.ts'
import type { JobName, ResourceJobName } from '../outbox/jobs.ts'
import type { UnitOfWork } from '../ports.ts'
import type { StuckWork } from '../read-ports.ts'
import type { Clock } from '../shared/clock.ts'

export type ReconcileTools = { uow: UnitOfWork; stuck: StuckWork; clock: Clock; settings: ReconcileSettings }

export type ReconcileSettings = {
  /** A row whose next step is ours and that has rested this long has lost its job. */
  stuckAfterMs: number
  /** A row that waits for a courier or a carrier is read again this often, in case their message was lost. */
  pollAfterMs: number
  /** A row whose changes 1688 lists is read again this rarely: `follow-changes` finds what was lost long before (2 calls a row each time). */
  rereadAfterMs: number
}

/** A row that rests, and the turn its job takes among others where there is one. */
type Resting = string | { id: string; turn: number }
type Sweep = { find: (stuck: StuckWork, before: Date) => Promise<Resting[]>; job: ResourceJobName; waitsFor: 'us' | 'others' | 'listed' }

const AT_ONCE = 500
/** A create that has not shown its order after so long never will; what it may still have done, the daily comparison finds. */
const TWIN_WATCH_MS = 60 * 60_000

/**
 * States whose next step is a job of ours. A row that rests in one for too long has lost its job (Redis flushed, queue restored
 * from an old backup) and gets a new one; a job too many finds nothing to do (invariant 10).
 */
const SWEEPS: readonly Sweep[] = [
  {
    job: 'purchase-order',
    waitsFor: 'us',
    // A long line is no lost job; but only its head is asked for, in turn, so that a flood of one partner stays behind the others.
    find: async (stuck, before) => [
      ...(await stuck.purchases(UNSETTLED_PURCHASE_STATES, before, AT_ONCE)),
      ...(await stuck.purchasesInLine(before, AT_ONCE)),
    ],
  },
  {
    job: 'find-twins',
    waitsFor: 'us',
    find: (stuck, before) => stuck.unsurePurchases(new Date(before.getTime() - TWIN_WATCH_MS), before, AT_ONCE),
  },
  { job: 'cancel-purchase', waitsFor: 'us', find: (stuck, before) => stuck.purchases(['CANCELLING'], before, AT_ONCE) },
  {
    job: 'sync-purchase',
    waitsFor: 'listed',
    find: (stuck, before) => stuck.purchases(['PRICE_HOLD', 'PAID', 'PARTIALLY_SHIPPED', 'SHIPPED'], before, AT_ONCE),
  },
  // A parcel that has been still for too long: its courier is asked before it counts as stalled (O13).
  { job: 'sync-purchase', waitsFor: 'us', find: (stuck, before) => stuck.purchasesWithStillParcels(before, AT_ONCE) },
  { job: 'prepare-inspection', waitsFor: 'us', find: (stuck, before) => stuck.inspections([INSPECTION_STATES[0]], before, AT_ONCE) },
  { job: 'plan-consolidation', waitsFor: 'us', find: (stuck, before) => stuck.shipments(['SUBMITTED'], before, AT_ONCE) },
  {
    job: 'track-shipment',
    waitsFor: 'others',
    find: (stuck, before) =>
      stuck.shipments(
        ['READY', 'HANDED_OVER', 'EXPORT_CLEARED', 'IN_TRANSIT', 'IMPORT_CLEARANCE', 'CUSTOMS_HOLD', 'OUT_FOR_DELIVERY', 'DELIVERY_FAILED'],
        before,
        AT_ONCE,
      ),
  },
  { job: 'file-refund', waitsFor: 'us', find: (stuck, before) => stuck.refunds(['FILING', 'FILING_UNKNOWN'], before, AT_ONCE) },
  {
    job: 'sync-refund',
    waitsFor: 'listed',
    find: (stuck, before) =>
      stuck.refunds(['FILED_UPSTREAM', 'SELLER_PENDING', 'NEEDS_MODIFICATION', 'RETURN_APPROVED', 'ESCALATED'], before, AT_ONCE),
  },
  // Here the job also sends what our side has decided: no list of 1688 tells that it was lost.
  { job: 'sync-refund', waitsFor: 'others', find: (stuck, before) => stuck.refunds(['RETURN_SHIPPED', 'CANCELLING'], before, AT_ONCE) },
  {
    job: 'pay-out-refund',
    waitsFor: 'us',
    find: (stuck, before) => stuck.refunds(['UPSTREAM_SUCCESS', 'PAYOUT_PENDING'], before, AT_ONCE),
  },
  { job: 'open-top-up', waitsFor: 'us', find: (stuck, before) => stuck.topUps(['CREATED'], before, AT_ONCE) },
  { job: 'sync-top-up', waitsFor: 'others', find: (stuck, before) => stuck.topUps(['AWAITING_PAYMENT', 'PENDING'], before, AT_ONCE) },
  { job: 'handle-payment-message', waitsFor: 'us', find: (stuck, before) => stuck.paymentMessages(before, AT_ONCE) },
  { job: 'keep-listing-pictures', waitsFor: 'others', find: (stuck, before) => stuck.ordersWithoutPictures(before, AT_ONCE) },
  { job: 'handle-upstream-message', waitsFor: 'us', find: (stuck, before) => stuck.inboxMessages(before, AT_ONCE) },
]

/**
 * Gives every resting row its job again, unless one given before still waits; answers how many of each. A row that rests on is asked
 * for with growing pauses: it waits for a person or another case, and a job each time would call 1688 for nothing.
 */
export function createReconcile(tools: ReconcileTools): () => Promise<Partial<Record<JobName, number>>> {
  const asked = new Map<Sweep, Asked>()
  return async () => {
    const now = tools.clock.now().getTime()
    const before = {
      us: new Date(now - tools.settings.stuckAfterMs),
      others: new Date(now - tools.settings.pollAfterMs),
      listed: new Date(now - tools.settings.rereadAfterMs),
    }
    const given: Partial<Record<JobName, number>> = {}
    for (const sweep of SWEEPS) {
      const { job, find, waitsFor } = sweep
      const found = (await find(tools.stuck, before[waitsFor])).map((row) => (typeof row === 'string' ? { id: row, turn: 0 } : row))
      const resting = found.map(({ id }) => id)
      const next = askAgain(resting, asked.get(sweep) ?? new Map(), { now, settings: tools.settings })
      asked.set(sweep, next)
      const due = found.filter(({ id }) => next.get(id)?.at === now)
      if (due.length === 0) continue
      await tools.uow.run(async (tx) => {
        for (const { id, turn } of due) await tx.outbox.addJob(job, { id }, { unlessQueued: true, ...(turn === 0 ? {} : { turn }) })
      })
      given[job] = (given[job] ?? 0) + due.length
    }
    return given
  }
}

/** When each resting row was last given its job, and how long it is left alone after that. */
type Asked = ReadonlyMap<string, { at: number; pauseMs: number }>

/** Rows that moved on drop out and start anew; this process alone remembers, so a restart costs one job too many. */
function askAgain(resting: string[], before: Asked, { now, settings }: { now: number; settings: ReconcileSettings }): Asked {
  return new Map(
    resting.map((id) => {
      const last = before.get(id)
      if (last === undefined) return [id, { at: now, pauseMs: settings.stuckAfterMs }]
      if (now < last.at + last.pauseMs) return [id, last]
      return [id, { at: now, pauseMs: Math.min(last.pauseMs * 2, settings.pollAfterMs) }]
    }),
  )
}
