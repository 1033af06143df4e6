import type { CreditChangeRepository, CreditDrawRepository, CreditLineRepository } from './credit/credit-ports.ts'
import type { HistoryEntry } from './events/history.ts'
import type { ResourceType } from './events/partner-event.ts'
import type { StoredFile } from './files/stored-file.ts'
import type { Inspection, InspectionPhoto } from './inspections/inspection.ts'
import type { PostingGroup } from './ledger/build-group.ts'
import type { AgentOrder, OrderLine } from './orders/order.ts'
import type { Purchase } from './orders/purchase.ts'
import type { JobName } from './outbox/jobs.ts'
import type { Parcel, ParcelLine } from './parcels/parcel.ts'
import type { Partner } from './partners/partner.ts'
import type { StoredRule } from './policy/stored-rule.ts'
import type { Quote } from './quotes/quote.ts'
import type { StoredRate } from './quotes/reference-rates.ts'
import type { DifferenceRepository, RunRepository } from './reconciliation/reconciliation-ports.ts'
import type { RefundCase } from './refunds/refund-case.ts'
import type { Currency } from './shared/money.ts'
import type { Repository } from './shared/repository.ts'
import type { Tenant } from './shared/tenant.ts'
import type { Shipment, ShipmentItem } from './shipments/shipment.ts'
import type { StockRepository, StorageFeeRepository, StorageNoticeRepository } from './stock/stock-ports.ts'
import type { Watermarks } from './upstream/watermarks.ts'
import type { StatementCloser } from './wallet/statement.ts'
import type { BalanceAlertRepository, BookingRepository, PaymentInbox, TopUpRepository } from './wallet/wallet-ports.ts'
import type { EventType } from './webhooks/event-types.ts'

export interface OrderLineRepository extends Repository<OrderLine> {
  /** In id order, so that two writers of one order always lock in the same order. */
  lockOfOrder(orderId: string): Promise<OrderLine[]>
  lockOfPurchase(purchaseId: string): Promise<OrderLine[]>
  listOfOrder(orderId: string): Promise<OrderLine[]>
}

export interface PurchaseRepository extends Repository<Purchase> {
  listOfOrder(orderId: string): Promise<Purchase[]>
  findByUpstreamOrder(upstreamOrderId: string): Promise<Purchase | undefined>
}

export interface ParcelRepository extends Repository<Parcel> {
  listOfPurchase(purchaseId: string): Promise<Parcel[]>
  /** By waybill or an alias of it (domain.md 6.2). */
  findByWaybill(waybillNo: string): Promise<Parcel | undefined>
  insertLine(line: ParcelLine): Promise<void>
  linesOf(parcelId: string): Promise<ParcelLine[]>
  updateLine(line: ParcelLine): Promise<ParcelLine>
}

export interface InspectionRepository extends Repository<Inspection> {
  listOfLine(lineId: string): Promise<Inspection[]>
  listOfParcel(parcelId: string): Promise<Inspection[]>
  insertPhoto(photo: InspectionPhoto): Promise<void>
  photosOf(inspectionId: string): Promise<InspectionPhoto[]>
}

export interface ShipmentRepository extends Repository<Shipment> {
  insertItem(item: ShipmentItem): Promise<void>
  itemsOf(shipmentId: string): Promise<ShipmentItem[]>
  /** Those that hold units of the line. */
  listOfLine(lineId: string): Promise<Shipment[]>
  findByTrackingNo(trackingNo: string): Promise<Shipment | undefined>
}

export interface RefundRepository extends Repository<RefundCase> {
  listOfOrder(orderId: string): Promise<RefundCase[]>
  listOfLine(lineId: string): Promise<RefundCase[]>
  findByUpstreamRefund(upstreamRefundId: string): Promise<RefundCase | undefined>
  /** What of our money that person has paid the partner without a second one since then, in fen. */
  compensatedAlone(tenant: Tenant, who: { makerId: string; since: Date }): Promise<bigint>
}

export interface QuoteRepository extends Repository<Quote> {}
export interface OrderRepository extends Repository<AgentOrder> {
  findByExternalRef(tenant: Tenant, externalRef: string): Promise<AgentOrder | undefined>
}
export interface FileRepository extends Repository<StoredFile> {
  /** Of a file whose bytes are gone. */
  remove(id: string): Promise<void>
}

/** The operator's book: entries are added, never changed. */
export interface RuleEntries {
  find(id: string): Promise<StoredRule | undefined>
  insert(entry: StoredRule): Promise<void>
}

/** In minor units: what can be spent, and what a reversed top-up left owed (never negative). */
export type Wallet = { available: bigint; owed: bigint }

export interface Ledger {
  /**
   * Writes a balanced group once: the same idempotency key again changes nothing. `wallet.insufficient`, when an account would pass its
   * floor, may show at the next question or at the end of the transaction.
   */
  post(group: PostingGroup): Promise<void>
  balanceOf(tenant: Tenant, account: string, currency: Currency): Promise<bigint>
  /**
   * As it stands now, for who only spends. If others spent it by the time the postings are written, the work runs again, and then this
   * locks.
   */
  peekWallet(tenant: Tenant, currency: Currency): Promise<Wallet>
  /** Locked until the transaction ends: nobody spends what is about to be taken. */
  lockWallet(tenant: Tenant, currency: Currency): Promise<Wallet>
}

/** What an order of a tenant is paid with, and when it would be bought. */
export type PaymentOutlook = {
  walletIn(currency: Currency): Wallet
  /**
   * The next turn of this partner among all purchases that wait for their first call: one after its own last, and never before those
   * that are served now, so that a partner with many waits for its own and not the others for it.
   */
  turn: number
}

export interface Payments {
  /** As `Ledger.peekWallet`, for every currency at once. */
  outlook(tenant: Tenant): Promise<PaymentOutlook>
}

export interface Outbox {
  /**
   * Asks for a job once this transaction commits; `runAt` delays it, `turn` puts it behind jobs of its queue with a lower one or none.
   * `unlessQueued` leaves it out while an earlier such job for the same row waits or runs; one that waits for its next try runs now.
   */
  addJob(
    name: JobName,
    payload: { id: string } | Record<string, never>,
    when?: { runAt?: Date; turn?: number; unlessQueued?: boolean },
  ): Promise<void>
}

/** What a partner is told of one of his resources. */
export type NewEvent = {
  tenant: Tenant
  type: EventType
  resourceType: ResourceType
  resourceId: string
  resourceVersion: number
  payload: Record<string, unknown>
  at: Date
}

export interface EventLog {
  /** Appends with the next sequence of the resource. */
  append(event: NewEvent): Promise<void>
}

export interface History {
  append(entry: HistoryEntry): Promise<void>
}

/** A message 1688 pushed, kept as it came. */
export type InboxMessage = {
  id: string
  messageId: string
  livemode: boolean
  topic: string
  body: string
  receivedAt: Date
  handledAt: Date | null
  outcome: string | null
}

export interface Inbox {
  /** False when this message id is already stored: 1688 delivers at least once. */
  store(message: Omit<InboxMessage, 'handledAt' | 'outcome'>): Promise<boolean>
  lock(id: string): Promise<InboxMessage | undefined>
  markHandled(id: string, at: Date, outcome: string): Promise<void>
}

/** Word to every process that shows goods, that 1688 has changed some. */
export interface ProductNews {
  /** Heard once this transaction commits. */
  announce(news: { livemode: boolean; offerIds: readonly string[] }): Promise<void>
}

/** Everything that may be written together. Only the unit of work makes one; no outside call happens inside it. */
export interface Transaction {
  quotes: QuoteRepository
  orders: OrderRepository
  lines: OrderLineRepository
  purchases: PurchaseRepository
  parcels: ParcelRepository
  inspections: InspectionRepository
  stock: StockRepository
  storageNotices: StorageNoticeRepository
  storageFees: StorageFeeRepository
  shipments: ShipmentRepository
  refunds: RefundRepository
  topUps: TopUpRepository
  bookings: BookingRepository
  balanceAlerts: BalanceAlertRepository
  creditLines: CreditLineRepository
  creditDraws: CreditDrawRepository
  creditChanges: CreditChangeRepository
  statements: StatementCloser
  files: FileRepository
  rules: RuleEntries
  rates: { insert(entry: StoredRate): Promise<void> }
  differences: DifferenceRepository
  comparisonRuns: RunRepository
  ledger: Ledger
  payments: Payments
  outbox: Outbox
  events: EventLog
  history: History
  inbox: Inbox
  watermarks: Watermarks
  productNews: ProductNews
  partners: Repository<Partner>
  paymentInbox: PaymentInbox
}

export interface UnitOfWork {
  /** Commits what `work` wrote, or nothing. Serialisation failures and deadlocks are tried again a few times. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}
