import type { JobName, JobPayloads } from '../src/domain/outbox/jobs.ts'
import type { Transaction, UnitOfWork } from '../src/domain/ports.ts'

type OnId = (id: string) => Promise<unknown>
type InTransaction = (tx: Transaction, id: string) => Promise<unknown>

/** The use cases jobs call: those that talk to the outside open their own transactions, the others run in one. */
export type Steps = {
  processPurchase: OnId
  cancelPurchase: OnId
  findTwins: OnId
  syncPurchase: OnId
  keepPictures: OnId
  handleUpstreamMessage: OnId
  prepareInspection: InTransaction
  planConsolidation: InTransaction
  trackShipment: OnId
  fileRefund: OnId
  syncRefund: OnId
  payOutRefund: InTransaction
  openTopUp: OnId
  syncTopUp: OnId
  handlePaymentMessage: OnId
  pollPayments: () => Promise<unknown>
  proveLedger: () => Promise<unknown>
  closeMonths: () => Promise<unknown>
  applyDeadlines: () => Promise<unknown>
  reconcile: () => Promise<unknown>
  pullMessages: () => Promise<unknown>
  followChanges: () => Promise<unknown>
  keepAuthorized: () => Promise<unknown>
  compareBooks: () => Promise<unknown>
  sweepFiles: () => Promise<unknown>
  prune: () => Promise<unknown>
}

export type Processors = { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> }

/** Job name to use case, one line each: a job re-reads its row, so it may run twice, late or half. */
export function createProcessors(steps: Steps, uow: UnitOfWork): Processors {
  const onId =
    (step: OnId) =>
    async ({ id }: { id: string }) => {
      await step(id)
    }
  const inTransaction =
    (step: InTransaction) =>
    async ({ id }: { id: string }) => {
      await uow.run((tx) => step(tx, id))
    }
  const scheduled = (step: () => Promise<unknown>) => async () => {
    await step()
  }
  return {
    'purchase-order': onId(steps.processPurchase),
    'cancel-purchase': onId(steps.cancelPurchase),
    'find-twins': onId(steps.findTwins),
    'sync-purchase': onId(steps.syncPurchase),
    'keep-listing-pictures': onId(steps.keepPictures),
    'handle-upstream-message': onId(steps.handleUpstreamMessage),
    'prepare-inspection': inTransaction(steps.prepareInspection),
    'plan-consolidation': inTransaction(steps.planConsolidation),
    'track-shipment': onId(steps.trackShipment),
    'file-refund': onId(steps.fileRefund),
    'sync-refund': onId(steps.syncRefund),
    'pay-out-refund': inTransaction(steps.payOutRefund),
    'open-top-up': onId(steps.openTopUp),
    'sync-top-up': onId(steps.syncTopUp),
    'handle-payment-message': onId(steps.handlePaymentMessage),
    'prove-ledger': scheduled(steps.proveLedger),
    'close-months': scheduled(steps.closeMonths),
    'poll-payments': scheduled(steps.pollPayments),
    'apply-deadlines': scheduled(steps.applyDeadlines),
    reconcile: scheduled(steps.reconcile),
    'pull-messages': scheduled(steps.pullMessages),
    'follow-changes': scheduled(steps.followChanges),
    'keep-authorized': scheduled(steps.keepAuthorized),
    'compare-books': scheduled(steps.compareBooks),
    'sweep-files': scheduled(steps.sweepFiles),
    prune: scheduled(steps.prune),
  }
}
