import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction, UnitOfWork } from '../domain/ports.ts'
import { createIds } from '../platform/ids.ts'
import { announceJobs } from './announce-jobs.ts'
import { createBookingRepository } from './bookings.ts'
import { createCreditRepositories } from './credit.ts'
import type { Db } from './database.ts'
import { remedyFor, toRefusal } from './database-error.ts'
import { createDifferenceRepository, createRunRepository } from './differences.ts'
import { createEventLog } from './event-log.ts'
import { createFileRepository } from './files.ts'
import { createHistory } from './history.ts'
import { createInbox } from './inbox.ts'
import { createInspectionRepository } from './inspections.ts'
import { createLedger } from './ledger.ts'
import { createOrderLineRepository } from './order-lines.ts'
import { createOrderRepository } from './orders.ts'
import { createOutbox } from './outbox.ts'
import { createParcelRepository } from './parcels.ts'
import { createPaymentInbox } from './payment-inbox.ts'
import { createPayments } from './payments.ts'
import { createProductNews } from './product-news.ts'
import { createPurchaseRepository } from './purchases.ts'
import { createRefundRepository } from './refunds.ts'
import { repositoryOf } from './repository.ts'
import { shapeOf } from './row-sql.ts'
import { createRuleEntries } from './rule-entries.ts'
import { openScope, type Scope } from './scope.ts'
import { createShipmentRepository } from './shipments.ts'
import { createStatementCloser } from './statement-closer.ts'
import { createStockRepository, createStorageFeeRepository, createStorageNoticeRepository } from './stock.ts'
import { createTopUpRepository } from './top-ups.ts'
import { createWatermarks } from './watermarks.ts'

const MOST_TRIES = 5
const FIRST_PAUSE_MS = 5

/** The one place that opens transactions. Refusals of the database's guards come out as the domain's `Refusal`. */
export function createUnitOfWork(db: Db): UnitOfWork {
  return { run: (work) => runInScope(db, (scope) => work(transactionOf(scope))) }
}

/**
 * Runs `work` in a transaction, again when the database chose it as the victim of a conflict or did not take what it wrote in good faith;
 * throws what it threw, translated.
 */
export async function runInScope<T>(db: Db, work: (scope: Scope) => Promise<T>): Promise<T> {
  let looksFirst = false
  for (let tries = 1; ; tries++) {
    try {
      return await once(db, work, { looksFirst })
    } catch (error) {
      const remedy = remedyFor(error, { looksFirst })
      if (remedy === undefined || tries >= MOST_TRIES) throw toRefusal(error)
      if (remedy === 'lookFirst') looksFirst = true
      else await sleep(FIRST_PAUSE_MS * 2 ** tries * (0.5 + Math.random()))
    }
  }
}

/** The domain's view of an open scope. */
export function transactionOf(scope: Scope): Transaction {
  return {
    quotes: repositoryOf(scope, 'quote'),
    orders: createOrderRepository(scope),
    lines: createOrderLineRepository(scope),
    purchases: createPurchaseRepository(scope),
    parcels: createParcelRepository(scope),
    inspections: createInspectionRepository(scope),
    stock: createStockRepository(scope),
    storageNotices: createStorageNoticeRepository(scope),
    storageFees: createStorageFeeRepository(scope),
    shipments: createShipmentRepository(scope),
    refunds: createRefundRepository(scope),
    topUps: createTopUpRepository(scope),
    bookings: createBookingRepository(scope),
    ...createCreditRepositories(scope),
    statements: createStatementCloser(scope),
    files: createFileRepository(scope),
    rules: createRuleEntries(scope),
    differences: createDifferenceRepository(scope),
    comparisonRuns: createRunRepository(scope),
    rates: { insert: (entry) => scope.writes.insert(RATES, entry) },
    ledger: createLedger(scope),
    payments: createPayments(scope),
    outbox: createOutbox(scope),
    events: createEventLog(scope, ids),
    history: createHistory(scope),
    inbox: createInbox(scope),
    watermarks: createWatermarks(scope),
    productNews: createProductNews(scope),
    partners: repositoryOf(scope, 'partner'),
    paymentInbox: createPaymentInbox(scope),
  }
}

const ids = createIds()
const RATES = shapeOf('exchangeRate')

async function once<T>(db: Db, work: (scope: Scope) => Promise<T>, how: { looksFirst: boolean }): Promise<T> {
  const { result, hasJobs } = await db.transaction().execute(async (trx) => {
    const scope = openScope(trx, how)
    try {
      const result = await work(scope)
      return { result, ...(await scope.finish()) }
    } finally {
      scope.close()
    }
  })
  if (hasJobs) announceJobs(db)
  return result
}
