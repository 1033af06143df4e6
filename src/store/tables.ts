import type { ColumnType, GeneratedAlways } from 'kysely'
import type { CreditChange } from '../domain/credit/credit-change.ts'
import type { CreditDraw } from '../domain/credit/credit-draw.ts'
import type { CreditLine } from '../domain/credit/credit-line.ts'
import type { HistoryEntry } from '../domain/events/history.ts'
import type { PartnerEvent } from '../domain/events/partner-event.ts'
import type { StoredFile } from '../domain/files/stored-file.ts'
import type { Inspection, InspectionPhoto } from '../domain/inspections/inspection.ts'
import type { AccountKind } from '../domain/ledger/accounts.ts'
import type { PostingTemplateName } from '../domain/ledger/posting-templates.ts'
import type { AgentOrder, OrderLine } from '../domain/orders/order.ts'
import type { Purchase } from '../domain/orders/purchase.ts'
import type { JobName } from '../domain/outbox/jobs.ts'
import type { Parcel, ParcelLine } from '../domain/parcels/parcel.ts'
import type { ApiKey, Partner } from '../domain/partners/partner.ts'
import type { StoredRule } from '../domain/policy/stored-rule.ts'
import type { InboxMessage } from '../domain/ports.ts'
import type { Quote } from '../domain/quotes/quote.ts'
import type { StoredRate } from '../domain/quotes/reference-rates.ts'
import type { ComparisonRun, Difference } from '../domain/reconciliation/difference.ts'
import type { RefundCase } from '../domain/refunds/refund-case.ts'
import type { ActorKind } from '../domain/shared/actor.ts'
import type { Currency } from '../domain/shared/money.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { Shipment, ShipmentItem } from '../domain/shipments/shipment.ts'
import type { StaffSession, StaffUser } from '../domain/staff/staff-user.ts'
import type { StockLot } from '../domain/stock/stock-lot.ts'
import type { StorageFee } from '../domain/stock/storage-fee.ts'
import type { StorageNotice } from '../domain/stock/storage-notice.ts'

import type { Feed } from '../domain/upstream/watermarks.ts'

import type { BalanceAlert } from '../domain/wallet/balance-alert.ts'
import type { Booking } from '../domain/wallet/booking.ts'

import type { TopUp } from '../domain/wallet/top-up.ts'
import type { StoredPaymentMessage } from '../domain/wallet/wallet-ports.ts'

/** Tables whose rows are the domain's entities, column for column. */
export interface Entities {
  partner: Partner
  apiKey: ApiKey
  staffUser: StaffUser
  staffSession: StaffSession
  quote: Quote
  agentOrder: AgentOrder
  orderLine: OrderLine
  purchase: Purchase
  parcel: Parcel
  parcelLine: ParcelLine
  inspection: Inspection
  inspectionPhoto: InspectionPhoto
  stockLot: StockLot
  storageNotice: StorageNotice
  storageFee: StorageFee
  shipment: Shipment
  shipmentItem: ShipmentItem
  refundCase: RefundCase
  storedFile: StoredFile
  partnerEvent: PartnerEvent
  inbox: InboxMessage
  ruleRow: StoredRule
  exchangeRate: StoredRate
  difference: Difference
  comparisonRun: ComparisonRun
  topUp: TopUp
  booking: Booking
  balanceAlert: BalanceAlert
  creditLine: CreditLine
  creditChange: CreditChange
  creditDraw: CreditDraw
  paymentMessage: StoredPaymentMessage
}

/** What the store keeps for itself, as read. */
export interface Records {
  ledgerAccount: {
    id: bigint
    partnerId: string | null
    owner: string
    livemode: boolean
    kind: AccountKind
    currency: Currency
    floorMinor: bigint | null
    balanceMinor: bigint
  }
  postingGroup: Tenant & {
    id: string
    idempotencyKey: string
    template: PostingTemplateName
    sourceType: string
    sourceId: string
    createdAt: Date
  }
  posting: {
    id: string
    groupId: string
    accountId: bigint
    owner: string
    livemode: boolean
    currency: Currency
    amountMinor: bigint
    component: string
    createdAt: Date
  }
  statementMonth: Tenant & { month: string; entries: number; digest: string; closedAt: Date }
  ledgerProof: {
    id: bigint
    provedAt: Date
    tookMs: number
    postings: number
    unbalancedGroups: string[]
    driftedAccounts: string[]
  }
  outbox: {
    id: bigint
    name: JobName
    payload: { id?: string }
    runAt: Date
    createdAt: Date
    relayedAt: Date | null
    turn: number | null
    unlessQueued: boolean
  }
  eventSequence: Tenant & { resourceId: string; lastSequence: number }
  stateHistory: Omit<HistoryEntry, 'actor'> & { id: bigint; actorKind: ActorKind; actorId: string }
  idempotency: Tenant & {
    method: string
    route: string
    key: string
    fingerprint: string
    status: number
    headers: Record<string, string>
    body: string
    createdAt: Date
    expiresAt: Date
  }
  upstreamWatermark: { livemode: boolean; feed: Feed; reachedAt: Date }
  upstreamToken: {
    appKey: string
    livemode: boolean
    sealed: string
    seedSha256: string | null
    expiresAt: Date | null
    refreshExpiresAt: Date | null
    renewedAt: Date | null
    postponeTriedAt: Date | null
    failureCode: string | null
    failureLost: boolean | null
    failedAt: Date | null
    failedTimes: number
    retryAt: Date | null
    claimedBy: string | null
    claimedUntil: Date | null
  }
}

export type Rows = Entities & Records

/** Columns PostgreSQL fills in. */
type Filled = {
  ledgerAccount: 'id'
  outbox: 'id'
  ledgerProof: 'id'
  stateHistory: 'id'
}

/** What Kysely is told: the rows above, where a value that is no scalar and no list of texts lies in a jsonb column and is written as text. */
export type Database = {
  [T in keyof Rows]: {
    -readonly [C in keyof Rows[T]]: T extends keyof Filled
      ? C extends Filled[T]
        ? GeneratedAlways<Rows[T][C]>
        : StoredAs<Rows[T][C]>
      : StoredAs<Rows[T][C]>
  }
}

/** How a column stores its values; the compiler derives the only right answer from the entity's type. */
export type ColumnKind<Value> =
  IsPlain<Value> extends true ? (null extends Value ? 'plain?' : 'plain') : null extends Value ? 'json?' : 'json'

export type Columns = { readonly [T in keyof Rows]: { readonly [C in keyof Rows[T]]: ColumnKind<Rows[T][C]> } }

type Plain = string | number | bigint | boolean | Date | readonly string[]
type IsPlain<Value> = [Exclude<Value, null>] extends [Plain] ? true : false
type StoredAs<Value> =
  IsPlain<Value> extends true
    ? Value
    : null extends Value
      ? ColumnType<Value, string | null, string | null>
      : ColumnType<Value, string, string>
