import type { Currency } from '../shared/money.ts'

/** One posting as its owner reads it: positive leaves the account with more. */
export type LedgerEntryView = {
  id: string
  groupId: string
  template: string
  account: string
  currency: Currency
  amountMinor: bigint
  sourceType: string
  sourceId: string
  createdAt: Date
}
