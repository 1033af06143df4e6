import type { CreditChange } from '../credit/credit-change.ts'
import type { CreditDraw } from '../credit/credit-draw.ts'
import type { CreditLineView } from '../credit/credit-ports.ts'
import type { Currency } from '../shared/money.ts'
import type { Page, PageRequest } from '../shared/page.ts'
import type { Booking, BookingState } from './booking.ts'
import type { FinanceTrend } from './finance-trend.ts'
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
  counts: { pending: number; underReview: number; awaitingTransfer: number; toApprove: number; creditToApprove: number }
  proof: LedgerProofResult | null
  partners: { id: string; name: string }[]
}

export type Named<Row> = Row & { partnerName: string }

/** What finance asks; all partners, one mode at a time. */
export interface FinanceReads {
  overview(livemode: boolean, since: Date): Promise<FinanceOverview>
  /** That many days in China, the one of `now` the last. */
  trend(livemode: boolean, span: { now: Date; dayCount: number }): Promise<FinanceTrend>
  /** Newest first. */
  topUps(filter: { livemode: boolean; states?: TopUpState[] }, page: PageRequest): Promise<Page<Named<TopUp>>>
  /** Newest first. */
  bookings(filter: { livemode: boolean; states?: BookingState[] }, page: PageRequest): Promise<Page<Named<Booking>>>
  booking(id: string): Promise<Named<Booking> | undefined>
  /** Every line that was ever granted, by partner. */
  creditLines(livemode: boolean, now: Date): Promise<Named<CreditLineView>[]>
  /** What is not repaid, what falls due first on top; a page goes on after a due date. */
  unpaidDraws(livemode: boolean, page: PageRequest): Promise<Page<Named<CreditDraw>>>
  /** Newest first. */
  creditChanges(livemode: boolean, page: PageRequest): Promise<Page<Named<CreditChange>>>
  creditChange(id: string): Promise<Named<CreditChange> | undefined>
}
