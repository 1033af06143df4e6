import type { SupplierQuality } from './catalogue/supplier-quality.ts'
import type { CreditReads } from './credit/credit-ports.ts'
import type { HistoryEntry } from './events/history.ts'
import type { PartnerEvent } from './events/partner-event.ts'
import type { StoredFile } from './files/stored-file.ts'
import type { Inspection, InspectionPhoto } from './inspections/inspection.ts'
import type { MeasuredWeight } from './landed/weigh-goods.ts'
import type { LedgerEntryView } from './ledger/ledger-entry-view.ts'
import type { CancelFacts } from './orders/cancel-terms.ts'
import type { AgentOrder, OrderLine } from './orders/order.ts'
import type { Parcel, ParcelLine } from './parcels/parcel.ts'
import type { ApiKey, Partner } from './partners/partner.ts'
import type { Quote } from './quotes/quote.ts'
import type { RefundCase } from './refunds/refund-case.ts'
import type { Page, PageRequest } from './shared/page.ts'
import type { Tenant } from './shared/tenant.ts'
import type { Shipment, ShipmentItem } from './shipments/shipment.ts'
import type { StaffSession, StaffUser } from './staff/staff-user.ts'
import type { StockLot } from './stock/stock-lot.ts'
import type { CurrencyBalance } from './wallet/currency-balance.ts'
import type { WalletReads } from './wallet/wallet-ports.ts'

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
  kind: 'inspection' | 'consolidation' | 'arrival' | 'refund' | 'disposal'
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
export interface Reads extends WalletReads, CreditReads {
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
  /** What our dock scale says of goods of a seller that came alone in their parcels, with the seller's packaging. */
  measuredWeights(livemode: boolean, sellerOpenId: string, offerIds: readonly string[]): Promise<MeasuredWeight[]>
  events(tenant: Tenant, filter: { types?: string[]; resourceId?: string }, page: PageRequest): Promise<Page<PartnerEvent>>
  /** One for each currency with an account, a credit line or an alert, by its code. */
  balances(tenant: Tenant, now: Date): Promise<CurrencyBalance[]>
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
  /** Given up and not disposed of yet, longest first. */
  abandonedLots(limit: number): Promise<{ lot: StockLot; line: OrderLine }[]>
  lot(id: string): Promise<{ lot: StockLot; line: OrderLine; partnerName: string; history: HistoryEntry[] } | undefined>
  refund(id: string): Promise<{ refund: RefundCase; line: OrderLine; photos: InspectionPhoto[]; history: HistoryEntry[] } | undefined>
  parcelByWaybill(
    waybillNo: string,
  ): Promise<{ parcel: Parcel; lines: { parcelLine: ParcelLine; line: OrderLine }[]; inspections: Inspection[] } | undefined>
  file(id: string): Promise<StoredFile | undefined>
  /** Those of them that are still kept. */
  files(ids: readonly string[]): Promise<StoredFile[]>
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
  /** Purchases of which a promise to ship was broken since they were last looked at. */
  purchasesLateToShip(before: Date, limit: number): Promise<string[]>
  /** Purchases with a parcel under way that nobody has seen move for as long as its rule allows. */
  purchasesWithStillParcels(before: Date, limit: number): Promise<string[]>
  shipmentsToComplete(before: Date, limit: number): Promise<string[]>
  inspectionsUndecidedSince(before: Date, limit: number): Promise<string[]>
  refundsWithoutEvidenceSince(before: Date, limit: number): Promise<string[]>
  /** Alerts whose balance has crossed what they name, either way. */
  balanceAlertsCrossed(limit: number): Promise<string[]>
  /** Lots whose storage is to be looked at by then, longest waiting first. */
  lotsToWatch(before: Date, limit: number): Promise<string[]>
  creditDrawsToRemindOf(before: Date, limit: number): Promise<string[]>
  /** Due and not collected yet; overdue ones only while there is a balance to collect from. */
  creditDrawsToCollect(before: Date, limit: number): Promise<string[]>
}
