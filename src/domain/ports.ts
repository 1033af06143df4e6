import type { SupplierQuality } from './catalogue/supplier-quality.ts'
import type { HistoryEntry } from './events/history.ts'
import type { PartnerEvent, ResourceType } from './events/partner-event.ts'
import type { StoredFile } from './files/stored-file.ts'
import type { Inspection, InspectionPhoto } from './inspections/inspection.ts'
import type { PostingGroup } from './ledger/build-group.ts'
import type { CancelFacts } from './orders/cancel-terms.ts'
import type { AgentOrder, OrderLine } from './orders/order.ts'
import type { Purchase } from './orders/purchase.ts'
import type { JobName } from './outbox/jobs.ts'
import type { Parcel, ParcelLine } from './parcels/parcel.ts'
import type { ApiKey, Partner } from './partners/partner.ts'
import type { StoredRule } from './policy/stored-rule.ts'
import type { Quote } from './quotes/quote.ts'
import type { StoredRate } from './quotes/reference-rates.ts'
import type { DifferenceRepository, RunRepository } from './reconciliation/reconciliation-ports.ts'
import type { RefundCase } from './refunds/refund-case.ts'
import type { Currency } from './shared/money.ts'
import type { Tenant } from './shared/tenant.ts'
import type { Shipment, ShipmentItem } from './shipments/shipment.ts'
import type { StaffSession, StaffUser } from './staff/staff-user.ts'
import type { StockLot } from './stock/stock-lot.ts'

import type { Watermarks } from './upstream/watermarks.ts'
import type { StatementCloser } from './wallet/statement.ts'
import type { BookingRepository, PaymentInbox, TopUpRepository, WalletReads } from './wallet/wallet-ports.ts'

import type { EventType } from './webhooks/event-types.ts'

/** Rows of one aggregate. Every write compares the version it read; a lost race throws `resource.version_mismatch`. */
export interface Repository<Row> {
  find(id: string): Promise<Row | undefined>
  /** Reads and locks the row until the transaction ends: the way to serialise two writers of one thing. */
  lock(id: string): Promise<Row | undefined>
  insert(row: Row): Promise<void>
  /** Saves every column where id and version match; answers the row with its next version. */
  update(row: Row): Promise<Row>
}

export interface OrderLineRepository extends Repository<OrderLine> {
  /** In id order, so that two writers of one order always lock in the same order. */
  lockOfOrder(orderId: string): Promise<OrderLine[]>
  lockOfPurchase(purchaseId: string): Promise<OrderLine[]>
  listOfOrder(orderId: string): Promise<OrderLine[]>
}

export interface PurchaseRepository extends Repository<Purchase> {
  listOfOrder(orderId: string): Promise<Purchase[]>
  findByUpstreamOrder(upstreamOrderId: string): Promise<Purchase | undefined>
  /**
   * The next turn of this partner among all purchases that wait for their first call: one after its own last, and never before those
   * that are served now, so that a partner with many waits for its own and not the others for it.
   */
  nextTurn(tenant: Tenant): Promise<number>
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

export interface StockRepository extends Repository<StockLot> {
  listOfLine(lineId: string): Promise<StockLot[]>
  /** Locked in id order. */
  lockMany(ids: string[]): Promise<StockLot[]>
}

export interface ShipmentRepository extends Repository<Shipment> {
  insertItem(item: ShipmentItem): Promise<void>
  itemsOf(shipmentId: string): Promise<ShipmentItem[]>
  findByTrackingNo(trackingNo: string): Promise<Shipment | undefined>
}

export interface RefundRepository extends Repository<RefundCase> {
  listOfOrder(orderId: string): Promise<RefundCase[]>
  listOfLine(lineId: string): Promise<RefundCase[]>
  findByUpstreamRefund(upstreamRefundId: string): Promise<RefundCase | undefined>
}

export interface QuoteRepository extends Repository<Quote> {}
export interface OrderRepository extends Repository<AgentOrder> {
  findByExternalRef(tenant: Tenant, externalRef: string): Promise<AgentOrder | undefined>
}
export interface FileRepository extends Repository<StoredFile> {}

/** The operator's book: entries are added, never changed. */
export interface RuleEntries {
  find(id: string): Promise<StoredRule | undefined>
  insert(entry: StoredRule): Promise<void>
}

export interface Ledger {
  /**
   * Writes a balanced group once: the same idempotency key again changes nothing and answers false.
   * Throws `wallet.insufficient` when an account would pass its floor.
   */
  post(group: PostingGroup): Promise<boolean>
  balanceOf(tenant: Tenant, account: string, currency: Currency): Promise<bigint>
  /** The balance, locked until the transaction ends: nobody spends what is about to be taken. */
  lockBalance(tenant: Tenant, account: string, currency: Currency): Promise<bigint>
}

export interface Outbox {
  /** Asks for a job once this transaction commits; `runAt` delays it, `turn` puts it behind jobs of its queue with a lower one or none. */
  addJob(name: JobName, payload: { id: string } | Record<string, never>, when?: { runAt?: Date; turn?: number }): Promise<void>
}

export interface EventLog {
  /** Appends with the next sequence of the resource. */
  append(event: {
    tenant: Tenant
    type: EventType
    resourceType: ResourceType
    resourceId: string
    resourceVersion: number
    payload: Record<string, unknown>
    at: Date
  }): Promise<PartnerEvent>
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
  shipments: ShipmentRepository
  refunds: RefundRepository
  topUps: TopUpRepository
  bookings: BookingRepository
  statements: StatementCloser
  files: FileRepository
  rules: RuleEntries
  rates: { insert(entry: StoredRate): Promise<void> }
  differences: DifferenceRepository
  comparisonRuns: RunRepository
  ledger: Ledger
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

/** Keyset page: newest first, rows strictly before `after`. */
export type PageRequest = { limit: number; after: { createdAt: Date; id: string } | null }
export type Page<T> = { rows: T[]; hasMore: boolean }

export type LedgerEntryView = {
  id: string
  groupId: string
  template: string
  account: string
  currency: Currency
  amountMinor: bigint
  sourceType: string
  sourceId: string
  createdAt: Date
}

export type BalanceView = { account: string; currency: Currency; balanceMinor: bigint }

export type OrderFilter = {
  states?: string[]
  externalRef?: string
  /** Orders that hold goods of this seller. */
  sellerOpenId?: string
  createdAtGte?: Date
  createdAtLt?: Date
  /** Either of these makes the list one of last updates: newest update first, and `after` of a page is one. */
  updatedAtGte?: Date
  updatedAtLt?: Date
}

export type OrderEvidence = {
  order: AgentOrder
  lines: OrderLine[]
  inspections: { inspection: Inspection; photos: InspectionPhoto[] }[]
  refunds: RefundCase[]
}

export type StaffTask = {
  kind: 'inspection' | 'consolidation' | 'arrival' | 'refund'
  id: string
  state: string
  title: string
  imageUrl: string | null
  quantity: number
  partnerName: string
  livemode: boolean
  waybillNo: string | null
  dueAt: Date | null
  createdAt: Date
}

/** Questions the doors ask; every partner-facing one is scoped by tenant (invariant 7). */
export interface Reads extends WalletReads {
  partner(partnerId: string): Promise<Partner | undefined>
  apiKey(keyId: string): Promise<ApiKey | undefined>
  quote(tenant: Tenant, id: string): Promise<Quote | undefined>
  order(tenant: Tenant, id: string): Promise<{ order: AgentOrder; lines: OrderLine[] } | undefined>
  /** An order with what a cancel depends on. */
  orderToCancel(tenant: Tenant, id: string): Promise<(CancelFacts & { lines: OrderLine[] }) | undefined>
  /** What proves an order: its lines with the kept pictures, inspections with photos, claims. */
  orderEvidence(tenant: Tenant, id: string): Promise<OrderEvidence | undefined>
  orders(tenant: Tenant, filter: OrderFilter, page: PageRequest): Promise<Page<{ order: AgentOrder; lines: OrderLine[] }>>
  timeline(tenant: Tenant, orderId: string): Promise<HistoryEntry[]>
  parcel(tenant: Tenant, id: string): Promise<{ parcel: Parcel; lines: ParcelLine[] } | undefined>
  parcels(
    tenant: Tenant,
    filter: { orderId?: string; states?: string[] },
    page: PageRequest,
  ): Promise<Page<{ parcel: Parcel; lines: ParcelLine[] }>>
  inspection(tenant: Tenant, id: string): Promise<{ inspection: Inspection; photos: InspectionPhoto[] } | undefined>
  inspections(
    tenant: Tenant,
    filter: { orderId?: string; states?: string[] },
    page: PageRequest,
  ): Promise<Page<{ inspection: Inspection; photos: InspectionPhoto[] }>>
  stock(tenant: Tenant, filter: { orderId?: string }, page: PageRequest): Promise<Page<StockLot>>
  shipment(tenant: Tenant, id: string): Promise<{ shipment: Shipment; items: ShipmentItem[] } | undefined>
  shipments(tenant: Tenant, filter: { states?: string[] }, page: PageRequest): Promise<Page<{ shipment: Shipment; items: ShipmentItem[] }>>
  refund(tenant: Tenant, id: string): Promise<RefundCase | undefined>
  refunds(tenant: Tenant, filter: { orderId?: string; states?: string[] }, page: PageRequest): Promise<Page<RefundCase>>
  file(tenant: Tenant, id: string): Promise<StoredFile | undefined>
  /** Of all partners together: what a seller ships is ours to judge. */
  supplierQuality(livemode: boolean, sellerOpenId: string): Promise<SupplierQuality>
  events(tenant: Tenant, filter: { types?: string[]; resourceId?: string }, page: PageRequest): Promise<Page<PartnerEvent>>
  balances(tenant: Tenant): Promise<BalanceView[]>
  ledgerEntries(tenant: Tenant, filter: { sourceId?: string }, page: PageRequest): Promise<Page<LedgerEntryView>>
  /** The proof an auditor asks for: groups that do not sum to zero and cached balances that differ from their postings. */
  ledgerProof(): Promise<{ postings: number; unbalancedGroups: string[]; driftedAccounts: string[] }>
}

/** What the staff app asks. Staff see all partners. */
export interface StaffReads {
  userByLogin(login: string): Promise<StaffUser | undefined>
  session(id: string): Promise<{ session: StaffSession; user: StaffUser } | undefined>
  tasks(filter: { kinds?: StaffTask['kind'][]; limit: number }): Promise<StaffTask[]>
  inspection(
    id: string,
  ): Promise<{ inspection: Inspection; photos: InspectionPhoto[]; line: OrderLine; parcel: Parcel; history: HistoryEntry[] } | undefined>
  shipment(
    id: string,
  ): Promise<{ shipment: Shipment; items: { item: ShipmentItem; lot: StockLot; line: OrderLine }[]; history: HistoryEntry[] } | undefined>
  refund(id: string): Promise<{ refund: RefundCase; line: OrderLine; photos: InspectionPhoto[]; history: HistoryEntry[] } | undefined>
  parcelByWaybill(
    waybillNo: string,
  ): Promise<{ parcel: Parcel; lines: { parcelLine: ParcelLine; line: OrderLine }[]; inspections: Inspection[] } | undefined>
  file(id: string): Promise<StoredFile | undefined>
  counts(): Promise<Record<string, number>>
}

/** Sign-in state of the staff app: written outside any business change. */
export interface StaffSessions {
  create(session: StaffSession): Promise<void>
  touch(id: string, at: Date): Promise<void>
  end(id: string): Promise<void>
}

/** What the reconciler looks for: rows whose state says a job should exist, untouched since `before`. */
export interface StuckWork {
  /** Those that wait for their very first call are not among them: see `purchasesInLine`. */
  purchases(states: string[], before: Date, limit: number): Promise<string[]>
  /** Purchases that wait for their first call since before then, next in turn first. */
  purchasesInLine(before: Date, limit: number): Promise<{ id: string; turn: number }[]>
  /** With a create of unknown outcome that left in this stretch of time. */
  unsurePurchases(from: Date, before: Date, limit: number): Promise<string[]>
  inspections(states: string[], before: Date, limit: number): Promise<string[]>
  shipments(states: string[], before: Date, limit: number): Promise<string[]>
  refunds(states: string[], before: Date, limit: number): Promise<string[]>
  inboxMessages(before: Date, limit: number): Promise<string[]>
  ordersWithoutPictures(before: Date, limit: number): Promise<string[]>
  topUps(states: string[], before: Date, limit: number): Promise<string[]>
  paymentMessages(before: Date, limit: number): Promise<string[]>
  ordersUnpaidSince(before: Date, limit: number): Promise<string[]>
  ordersWithoutPriceAnswerSince(before: Date, limit: number): Promise<string[]>
  inspectionsUndecidedSince(before: Date, limit: number): Promise<string[]>
  refundsWithoutEvidenceSince(before: Date, limit: number): Promise<string[]>
}
