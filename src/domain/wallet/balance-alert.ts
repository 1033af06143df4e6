import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

/** The balance below which a partner wants to hear of it; nothing means never. */
export type BalanceAlert = Tenant & {
  id: string
  currency: Currency
  belowMinor: bigint
  /** Told since the balance sank below; null again once it is back. */
  toldAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}
