import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

export const BOOKING_KINDS = ['bankTransfer', 'adjustUp', 'adjustDown', 'acceptReceipt', 'returnReceipt'] as const
export type BookingKind = (typeof BOOKING_KINDS)[number]

export const BOOKING_STATES = ['PROPOSED', 'BOOKED', 'REJECTED', 'WITHDRAWN'] as const
export type BookingState = (typeof BOOKING_STATES)[number]

export const BOOKING_EVENTS = ['book', 'approve', 'reject', 'withdraw'] as const
export type BookingEvent = (typeof BOOKING_EVENTS)[number]

/** What a person of finance wants booked by hand; above a limit a second person has to agree (four eyes). */
export type Booking = Tenant & {
  id: string
  state: BookingState
  kind: BookingKind
  currency: Currency
  /** What moves. */
  amountMinor: bigint
  /** The same in CNY at the reference rate of the day, for the limit of one hand; null without a rate. */
  valueFen: bigint | null
  reason: string
  /** The top-up a transfer pays or a receipt belongs to. */
  topUpId: string | null
  /** As the bank tells the transfer; recorded once. */
  bankReference: string | null
  /** The day the bank credits us, YYYY-MM-DD in China. */
  valueDate: string | null
  needsSecond: boolean
  makerId: string
  checkerId: string | null
  bookedAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}
