import type { CreditLineView } from '../credit/credit-ports.ts'
import type { Currency } from '../shared/money.ts'

/** What a partner has with us in one currency. */
export type CurrencyBalance = {
  currency: Currency
  availableMinor: bigint
  reservedMinor: bigint
  pendingMinor: bigint
  /** What a reversed top-up took beyond the balance; not negative. */
  owedMinor: bigint
  /** Null without a credit line. */
  credit: CreditLineView | null
  /** Null: the partner wants to hear of no low balance. */
  alertBelowMinor: bigint | null
  /** When all books last added up; null before the first proof. */
  provedAt: Date | null
}
