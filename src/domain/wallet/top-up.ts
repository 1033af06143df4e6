import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { TopUpState } from './top-up-states.ts'

export const TOP_UP_METHODS = ['bankTransfer', 'provider'] as const
export type TopUpMethod = (typeof TOP_UP_METHODS)[number]

/** Money a partner sends us: asked for, perhaps on its way, credited once, perhaps taken back. */
export type TopUp = Tenant & {
  id: string
  state: TopUpState
  method: TopUpMethod
  externalRef: string | null
  /** Tells the payment apart at the provider and on the bank statement; unique among all top-ups. */
  reference: string
  currency: Currency
  amountMinor: bigint
  /** What came, which may differ from what was asked for: credited, or before finance. Null until anything came. */
  paidMinor: bigint | null
  paidCurrency: Currency | null
  /** Taken back by the payer's bank after it was credited. */
  reversedMinor: bigint | null
  providerPaymentId: string | null
  payUrl: string | null
  /** Where a bank transfer goes. */
  instructions: string | null
  /** Why it stands where it stands, in the provider's or finance's words. */
  reason: string | null
  expiresAt: Date
  clearedAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}
