import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

export const CREDIT_DRAW_STATES = ['OPEN', 'OVERDUE', 'REPAID'] as const
export type CreditDrawState = (typeof CREDIT_DRAW_STATES)[number]

export const CREDIT_DRAW_EVENTS = ['remind', 'repayPart', 'repay', 'lapse'] as const
export type CreditDrawEvent = (typeof CREDIT_DRAW_EVENTS)[number]

/** What was bought on credit. */
export const CREDIT_SOURCES = ['order', 'shipment'] as const
export type CreditSource = { readonly type: (typeof CREDIT_SOURCES)[number]; readonly id: string }

/** Money lent for one payment: what was missing of it. The open parts of all draws of a line are what its account owes. */
export type CreditDraw = Tenant & {
  id: string
  lineId: string
  state: CreditDrawState
  currency: Currency
  sourceType: CreditSource['type']
  sourceId: string
  drawnMinor: bigint
  repaidMinor: bigint
  dueAt: Date
  /** When the partner is told that it falls due soon; null once it was. */
  remindAt: Date | null
  overdueAt: Date | null
  repaidAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** What of a draw is still owed, in minor units. */
export function openOf({ drawnMinor, repaidMinor }: CreditDraw): bigint {
  return drawnMinor - repaidMinor
}
