import type { Currency } from '../shared/money.ts'
import type { Booking, BookingState } from './booking.ts'
import type { TopUp } from './top-up.ts'
import type { TopUpState } from './top-up-states.ts'
import type { LedgerProofResult } from './wallet-ports.ts'

/** What partners together have with us in one currency. */
export type HouseBalance = {
  currency: Currency
  availableMinor: bigint
  reservedMinor: bigint
  pendingMinor: bigint
  owedMinor: bigint
  drawnMinor: bigint
}
/** Money of partners that came and that was spent on a day in China. */
export type DailyFlow = { day: string; currency: Currency; inMinor: bigint; outMinor: bigint }

export type FinanceOverview = {
  balances: HouseBalance[]
  flows: DailyFlow[]
  counts: { pending: number; underReview: number; awaitingTransfer: number; toApprove: number }
  proof: LedgerProofResult | null
  partners: { id: string; name: string }[]
}

export type Named<Row> = Row & { partnerName: string }

/** What finance asks; all partners, one mode at a time. */
export interface FinanceReads {
  overview(livemode: boolean, since: Date): Promise<FinanceOverview>
  /** Newest first. */
  topUps(filter: { livemode: boolean; states?: TopUpState[]; limit: number }): Promise<Named<TopUp>[]>
  /** Newest first. */
  bookings(filter: { livemode: boolean; states?: BookingState[]; limit: number }): Promise<Named<Booking>[]>
  booking(id: string): Promise<Named<Booking> | undefined>
}
