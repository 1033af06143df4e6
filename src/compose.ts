import { composeFiles } from './compose/files.ts'
import { composeListingPictures } from './compose/listing-pictures.ts'
import { otherSides } from './compose/sides.ts'
import { storeOptions } from './compose/store-options.ts'
import { composeUpstreams } from './compose/upstreams.ts'
import { composeWallet } from './compose/wallet.ts'
import type { Config } from './config.ts'
import { createCommands } from './domain/commands.ts'
import { createCollectDraw, createRemindOfDraw } from './domain/credit/collect-draw.ts'
import { planInspection } from './domain/inspections/plan-inspection.ts'
import { createPrepareInspection } from './domain/inspections/prepare-inspection.ts'
import { createHandleUpstreamMessage } from './domain/messages/handle-upstream-message.ts'
import { createPullMessages } from './domain/messages/pull-messages.ts'
import { createReceivePush } from './domain/messages/receive-push.ts'
import { createCancelPurchase } from './domain/orders/cancel-purchase.ts'
import { createFindTwins } from './domain/orders/find-twins.ts'
import { createKeepPictures } from './domain/orders/keep-pictures.ts'
import { createProcessPurchase } from './domain/orders/process-purchase.ts'
import { createSyncPurchase } from './domain/orders/sync-purchase.ts'
import type { RuleBook } from './domain/policy/rule-book.ts'
import type { UnitOfWork } from './domain/ports.ts'
import type { Preparations } from './domain/preparations.ts'
import { createPrepareQuote } from './domain/quotes/prepare-quote.ts'
import { createCompareBooks } from './domain/reconciliation/compare-books.ts'
import { createReadEndedOrder } from './domain/reconciliation/ended-order.ts'
import { createFileRefund } from './domain/refunds/file-refund.ts'
import { createPayOutRefund } from './domain/refunds/pay-out-refund.ts'
import { createSyncRefund } from './domain/refunds/sync-refund.ts'
import { createSandbox } from './domain/sandbox/simulate.ts'
import type { Clock } from './domain/shared/clock.ts'
import type { Ids } from './domain/shared/ids.ts'
import { createCompleteLines } from './domain/shipments/complete-lines.ts'
import { createPlanConsolidation } from './domain/shipments/plan-consolidation.ts'
import { priceFreight } from './domain/shipments/price-freight.ts'
import { createTrackShipment } from './domain/shipments/track-shipment.ts'
import { createReceiveNotices } from './domain/stock/receive-notices.ts'
import { createWatchStorage } from './domain/stock/watch-storage.ts'
import { createApplyDeadlines } from './domain/upkeep/apply-deadlines.ts'
import { createDefaultDecision } from './domain/upkeep/default-decision.ts'
import { createExpireEvidence } from './domain/upkeep/expire-evidence.ts'
import { createExpirePriceAsk } from './domain/upkeep/expire-price-ask.ts'
import { createExpireUnpaidOrder } from './domain/upkeep/expire-unpaid-order.ts'
import { createFollowChanges } from './domain/upkeep/follow-changes.ts'
import { createReconcile } from './domain/upkeep/reconcile.ts'
import { createTellLateDispatch } from './domain/upkeep/tell-late-dispatch.ts'
import type { DeliveryAddress } from './domain/upstream/order.ts'
import { createWatchBalance } from './domain/wallet/watch-balance.ts'
import { createObjectStore } from './files/object-store.ts'
import { drawSamplePhoto } from './files/sample-photo.ts'
import { planCartons } from './packing/plan-cartons.ts'
import type { Logger } from './platform/logger.ts'
import { type Db, openDatabase } from './store/database.ts'
import { createDeskOrders } from './store/desk-orders.ts'
import { createOfficeReads } from './store/office-reads.ts'
import { createOurBooks } from './store/our-books.ts'
import { prune } from './store/prune.ts'
import { openRateBook } from './store/rate-book.ts'
import { createReads } from './store/reads.ts'
import { openRuleBook } from './store/rule-book.ts'
import { createStaffReads } from './store/staff-reads.ts'
import { createStaffSessions } from './store/staff-sessions.ts'
import { createStuckWork } from './store/stuck-work.ts'
import { createUnitOfWork } from './store/unit-of-work.ts'
import type { Limits as UpstreamLimits } from './upstream/resilience.ts'

export type CoreOptions = { config: Config; databaseUrl: string; logger: Logger; clock: Clock; ids: Ids; timing?: Timing }

export type Core = Awaited<ReturnType<typeof composeCore>>

/** Namespace of the jobs in Redis; the hash tag keeps them in one slot of a cluster. */
export const QUEUE_PREFIX = '{xyg}'

/** How long what is waited for before it counts as dead, lost or absent; rehearsals shorten it. */
export type Timing = {
  /** 1688 may take long to answer an effect; a call older than the lease belongs to a dead process. */
  callLeaseMs: number
  /** How long 1688's lists may lag behind an effect before absence is proof. */
  lookupSettleMs: number
  /** A row whose next step is ours and that has not moved for so long has lost its job. */
  stuckAfterMs: number
  /** Pushes of 1688 and scans of carriers are hints that can be lost: what waits for others is read again this often. */
  pollAfterMs: number
  /** What 1688 lists when it changes is read anew without a sign only this rarely. */
  rereadAfterMs: number
  /** All shorter than the call lease: a call that may still be in flight is never taken for dead. */
  upstream: { connectMs: number; readMs: number; effectMs: number }
  /** Other limits than the usual ones on calls to 1688. */
  upstreamLimits?: Partial<UpstreamLimits>
}

const TIMING: Timing = {
  callLeaseMs: 20_000,
  lookupSettleMs: 5_000,
  stuckAfterMs: 20_000,
  pollAfterMs: 10 * 60_000,
  rereadAfterMs: 3 * 60 * 60_000,
  upstream: { connectMs: 3_000, readMs: 8_000, effectMs: 15_000 },
}

/** Everything both processes share: rooms opened, use cases put together. `close` lets go of it again. */
export async function composeCore({ config, databaseUrl, logger, clock, ids, timing = TIMING }: CoreOptions) {
  const { db, uow, stuck, rules, rates } = await openStore({ config, databaseUrl, logger })
  const files = await createObjectStore(storeOptions(config))
  const upstreams = composeUpstreams({ config, db, logger, clock, timeouts: timing.upstream, limits: timing.upstreamLimits ?? {} })
  const pictures = composeListingPictures({ config, files })
  const wallet = composeWallet({ config, db, uow, clock, ids })
  const commands = createCommands({ clock, ids, priceFreight, rules, rates, topUpMethods: wallet.payments })
  const { preparePhoto, prepareUpload, sweepFiles, readVoucher } = composeFiles({ db, uow, files, clock, ids, rules })
  const shared = { uow, clock, ids, rules, rates, warehouse: deliveryAddress(config), upstreamFor: upstreams.upstreamFor }
  const settings = { callLeaseMs: timing.callLeaseMs, lookupSettleMs: timing.lookupSettleMs }
  const reads = createReads(db)
  const watchStorage = createWatchStorage(shared)
  return {
    db,
    databaseUrl,
    uow,
    files,
    upstreams,
    commands,
    rules,
    rates,
    clock,
    ids,
    reads,
    ...readsOfStaff(db),
    preparations: {
      prepareQuote: createPrepareQuote({ ...shared, sellerRecord: reads.supplierQuality, measuredWeights: reads.measuredWeights }),
      preparePhoto,
      readEndedOrder: createReadEndedOrder(shared),
      prepareUpload,
    },
    wallet,
    receiveNotices: createReceiveNotices(shared),
    receivePush: createReceivePush({ ...shared, verifyPush: upstreams.verifyPush }),
    sandbox: composeSandbox({ ...shared, commands, preparePhoto, watchStorage, control: upstreams.sandboxControl }),
    steps: {
      processPurchase: createProcessPurchase({ ...shared, settings }),
      cancelPurchase: createCancelPurchase(shared),
      findTwins: createFindTwins(shared),
      syncPurchase: createSyncPurchase(shared),
      keepPictures: createKeepPictures({ ...shared, fetchPicture: pictures.fetch }),
      ...stepsInStepWith1688(shared, upstreams),
      prepareInspection: createPrepareInspection({ clock, planInspection }),
      planConsolidation: createPlanConsolidation({ clock, planCartons }),
      trackShipment: createTrackShipment({ ...shared, carrierFor: upstreams.carrierFor }),
      fileRefund: createFileRefund({ ...shared, readVoucher, settings }),
      syncRefund: createSyncRefund(shared),
      payOutRefund: createPayOutRefund({ clock, ids, rules }),
      ...wallet.steps,
      reconcile: createReconcile({ ...shared, stuck, settings: timing }),
      applyDeadlines: composeDeadlines({ ...shared, stuck, watchStorage }),
      compareBooks: createCompareBooks({ ...shared, books: createOurBooks(db), sides: () => otherSides({ upstreams, ...wallet }) }),
      sweepFiles,
      prune: () => prune(db, { clock }),
    },
    close: async () => {
      for (const book of [rules, rates]) book.close()
      await Promise.all([pictures.close(), upstreams.close()])
      await db.destroy()
    },
  }
}

/** What the staff app asks and keeps. */
function readsOfStaff(db: Db) {
  return {
    staffReads: createStaffReads(db),
    officeReads: createOfficeReads(db),
    deskOrders: createDeskOrders(db),
    staffSessions: createStaffSessions(db),
  }
}

type SandboxParts = Omit<Parameters<typeof createSandbox>[0], 'samplePhoto'> & {
  preparePhoto: Preparations['preparePhoto']
}

function composeSandbox({ preparePhoto, ...tools }: SandboxParts) {
  return createSandbox({
    ...tools,
    samplePhoto: async (shot, caption) =>
      preparePhoto({ bytes: await drawSamplePhoto(shot, caption), shot, redactions: [{ x: 510, y: 200, width: 220, height: 140 }] }),
  })
}

type DeadlineParts = Pick<Parameters<typeof createApplyDeadlines>[0], 'uow' | 'stuck' | 'clock' | 'watchStorage'> & {
  ids: Ids
  rules: RuleBook
}

/** What the clock decides when nobody else did. */
function composeDeadlines(tools: DeadlineParts) {
  return createApplyDeadlines({
    ...tools,
    expireUnpaidOrder: createExpireUnpaidOrder(tools),
    expirePriceAsk: createExpirePriceAsk(tools),
    defaultDecision: createDefaultDecision(tools),
    expireEvidence: createExpireEvidence(tools),
    completeLines: createCompleteLines(tools),
    tellLateDispatch: createTellLateDispatch(tools),
    collectDraw: createCollectDraw(tools),
    remindOfDraw: createRemindOfDraw(tools),
    watchBalance: createWatchBalance(tools),
  })
}

/** What keeps us informed of what happens at 1688, and authorized to ask. */
function stepsInStepWith1688(shared: { uow: UnitOfWork; clock: Clock; ids: Ids }, upstreams: ReturnType<typeof composeUpstreams>) {
  const { readPush, upstreamFor, modes, keepAuthorized } = upstreams
  return {
    handleUpstreamMessage: createHandleUpstreamMessage({ ...shared, readPush }),
    pullMessages: createPullMessages({ ...shared, upstreamFor, modes }),
    followChanges: createFollowChanges({ ...shared, upstreamFor, modes }),
    keepAuthorized,
  }
}

async function openStore({ config, databaseUrl, logger }: Pick<CoreOptions, 'config' | 'databaseUrl' | 'logger'>) {
  const db = openDatabase({
    connectionString: databaseUrl,
    maxConnections: config.database.pool,
    onIdleError: (err) => logger.warn({ err }, 'store: idle connection broke'),
  })
  const rules = await openRuleBook(db, { onError: (err) => logger.warn({ err }, 'rules: could not be read') })
  const rates = await openRateBook(db, { onError: (err) => logger.warn({ err }, 'exchange rates: could not be read') })
  return { db, rules, rates, uow: createUnitOfWork(db), stuck: createStuckWork(db) }
}

function deliveryAddress(config: Config): DeliveryAddress {
  const { warehouse } = config
  return {
    kind: 'text',
    province: warehouse.province,
    city: warehouse.city,
    district: warehouse.district,
    street: warehouse.address,
    fullName: warehouse.fullName,
    mobile: warehouse.mobile,
    postCode: warehouse.postCode,
  }
}
