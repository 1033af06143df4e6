import type { Currency } from '../shared/currencies.ts'
import type { Tenant } from '../shared/tenant.ts'

/** What some days in a row cost one lot: as many units at the price of one rule row. Days count from the end of the free ones. */
export type StorageFee = Tenant & {
  id: string
  lotId: string
  firstDay: number
  days: number
  units: number
  feeFen: bigint
  ruleId: string
  ruleVersion: string
  paidAt: Date | null
  /** Of the payment: its currency, the reference rate and the posting group. */
  currency: Currency | null
  rate: string | null
  groupId: string | null
  version: number
}
