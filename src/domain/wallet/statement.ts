import type { LedgerEntryView } from '../ledger/ledger-entry-view.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { StatementMonth } from './statement-month.ts'

/** What one account of a partner did in a month: opening and what moved make the closing, to the minor unit. */
export type StatementAccount = {
  account: string
  currency: Currency
  openingMinor: bigint
  inMinor: bigint
  outMinor: bigint
  closingMinor: bigint
}

/** All bookings of one kind on one account. */
export type StatementTotal = { template: string; account: string; currency: Currency; amountMinor: bigint; entries: number }

/** A posting as the ledger's list shows it, with the order its source belongs to. */
export type StatementEntry = LedgerEntryView & { orderId: string | null }

/** A month that is over, with the digest of its entries as they were then. */
export type ClosedMonth = { month: StatementMonth; entries: number; digest: string; closedAt: Date }

export type Statement = {
  month: StatementMonth
  from: Date
  before: Date
  accounts: StatementAccount[]
  totals: StatementTotal[]
  entryCount: number
  /** Over the ids, accounts and amounts of all entries, in order. */
  digest: string
  /** Null while the month runs. */
  closed: ClosedMonth | null
}

export interface StatementReads {
  /** Months with entries, newest first; the running one among them. */
  statementMonths(tenant: Tenant): Promise<{ month: StatementMonth; closed: ClosedMonth | null }[]>
  /** Read in one snapshot, so that it adds up while money moves. */
  statement(tenant: Tenant, month: StatementMonth): Promise<Statement>
  /** In order; read in pieces, however long the month was. */
  statementEntries(tenant: Tenant, month: StatementMonth): AsyncIterable<StatementEntry>
}

export interface StatementCloser {
  /** Closes every month of every partner that ended within [from, before) and is not closed; answers those it closed. */
  closeMonths(range: { from: Date; before: Date }, at: Date): Promise<(Tenant & { month: StatementMonth })[]>
}
