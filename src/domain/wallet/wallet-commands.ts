import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { BalanceAlert } from './balance-alert.ts'
import type { Booking, BookingKind } from './booking.ts'
import type { SetBalanceAlert } from './set-balance-alert.ts'
import type { TopUp, TopUpMethod } from './top-up.ts'

/** What doors may ask to be changed about partners' money. */
export interface WalletCommands {
  createTopUp(tx: Transaction, input: CreateTopUp): Promise<TopUp>
  /** Finance books by hand, at once or for a second person to agree to. */
  proposeBooking(tx: Transaction, input: ProposeBooking): Promise<Booking>
  setBalanceAlert(tx: Transaction, input: SetBalanceAlert): Promise<BalanceAlert>
  decideBooking(tx: Transaction, input: DecideBooking): Promise<Booking>
}

export type CreateTopUp = { tenant: Tenant; actor: Actor; amount: Money; method: TopUpMethod; externalRef: string | null }

export type ProposeBooking = {
  tenant: Tenant
  actor: Actor
  kind: BookingKind
  /** Null where the receipt itself says how much. */
  amount: Money | null
  reason: string
  topUpId: string | null
  bankReference: string | null
  valueDate: string | null
}

export type DecideBooking = { actor: Actor; bookingId: string; decision: 'approve' | 'reject' | 'withdraw'; reason: string | null }
