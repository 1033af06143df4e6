import type { CreditDraw } from '../credit/credit-draw.ts'
import type { HistoryEntry } from '../events/history.ts'
import type { Inspection } from '../inspections/inspection.ts'
import type { LedgerEntryView } from '../ledger/ledger-entry-view.ts'
import type { Parcel } from '../parcels/parcel.ts'
import type { Difference } from '../reconciliation/difference.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import type { Page, PageRequest } from '../shared/page.ts'
import type { Shipment } from '../shipments/shipment.ts'
import type { LineState } from './line-states.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'

/** An order in a list of the office: whose it is, and what is in it. */
export type DeskOrder = { order: AgentOrder; lines: OrderLine[]; partnerName: string }

/** An order with everything that hangs on it, for the people who are asked about it. */
export type DeskOrderSheet = DeskOrder & {
  purchases: Purchase[]
  parcels: Parcel[]
  inspections: Inspection[]
  shipments: Shipment[]
  refunds: RefundCase[]
  draws: CreditDraw[]
  differences: Difference[]
  /** Every posting about it, of partner and house accounts, oldest first. */
  postings: LedgerEntryView[]
  history: HistoryEntry[]
}

export type DeskOrderFilter = { livemode: boolean; states?: readonly LineState[]; partnerId?: string }

export const HIT_KINDS = ['order', 'inspection', 'shipment', 'refund', 'topUp', 'partner'] as const
/** Something a number or a name stands for. */
export type SearchHit = {
  kind: (typeof HIT_KINDS)[number]
  id: string
  livemode: boolean
  partnerName: string
  createdAt: Date
}

/** What the office asks about orders: staff see all partners. */
export interface DeskOrders {
  /** Newest first. */
  orders(filter: DeskOrderFilter, page: PageRequest): Promise<Page<DeskOrder>>
  order(id: string): Promise<DeskOrderSheet | undefined>
  /** What carries exactly this number: of ours, of 1688, of a courier, of the partner; partners also by a part of their name. */
  search(text: string): Promise<SearchHit[]>
}
