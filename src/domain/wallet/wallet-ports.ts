import type { Currency } from '../shared/money.ts'
import type { Page, PageRequest } from '../shared/page.ts'
import type { Repository } from '../shared/repository.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { BalanceAlert } from './balance-alert.ts'
import type { Booking } from './booking.ts'
import type { StatementReads } from './statement.ts'
import type { TopUp } from './top-up.ts'
import type { TopUpState } from './top-up-states.ts'

export interface TopUpRepository extends Repository<TopUp> {
  findByReference(reference: string): Promise<TopUp | undefined>
  findByExternalRef(tenant: Tenant, externalRef: string): Promise<TopUp | undefined>
}

export interface BalanceAlertRepository extends Repository<BalanceAlert> {
  lockOf(tenant: Tenant, currency: Currency): Promise<BalanceAlert | undefined>
}

export interface BookingRepository extends Repository<Booking> {
  /** Lets bookings of one partner come one after another; false for a partner that does not exist. */
  lockPartner(partnerId: string): Promise<boolean>
  /** What that person has booked without a second one since then, in fen. */
  bookedAlone(tenant: Tenant, who: { makerId: string; since: Date }): Promise<bigint>
}

/** A callback of the payment provider, kept as it came. */
export type StoredPaymentMessage = {
  id: string
  messageId: string
  livemode: boolean
  reference: string
  body: string
  receivedAt: Date
  handledAt: Date | null
  outcome: string | null
}

export interface PaymentInbox {
  /** False when this message is already stored: providers deliver at least once. */
  store(message: Omit<StoredPaymentMessage, 'handledAt' | 'outcome'>): Promise<boolean>
  lock(id: string): Promise<StoredPaymentMessage | undefined>
  markHandled(id: string, at: Date, outcome: string): Promise<void>
}

export type TopUpFilter = { states?: TopUpState[]; currency?: Currency; externalRef?: string }

/** What a proof of the whole ledger found, and when. */
export type LedgerProofResult = {
  provedAt: Date
  tookMs: number
  postings: number
  unbalancedGroups: string[]
  driftedAccounts: string[]
}

/** What partners ask about their money beside balances and entries. */
export interface WalletReads extends StatementReads {
  topUp(tenant: Tenant, id: string): Promise<TopUp | undefined>
  topUps(tenant: Tenant, filter: TopUpFilter, page: PageRequest): Promise<Page<TopUp>>
}
