import { chinaDayStart } from '../policy/china-time.ts'
import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

export const CREDIT_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const
export type CreditStatus = (typeof CREDIT_STATUSES)[number]

/** What finance grants: only an active line is drawn from; what was drawn stays due whatever becomes of the line. */
export type CreditTerms = {
  status: CreditStatus
  /** The most that may be owed at a time; not negative. */
  limitMinor: bigint
  /** Calendar days in China from a draw to the last day of paying it back. */
  termDays: number
}

/** Buy now, pay later: one line for each currency of a partner. */
export type CreditLine = Tenant &
  CreditTerms & {
    id: string
    currency: Currency
    createdAt: Date
    updatedAt: Date
    version: number
  }

/** The end of the last day of the term in China: a draw of any hour of a day falls due at one instant, a midnight. */
export function dueAtOf(drawnAt: Date, termDays: number): Date {
  return addMilliseconds(chinaDayStart(drawnAt), (termDays + 1) * DAY_MS)
}

/** What may still be drawn of a line: nothing while anything is overdue; never negative. */
export function leftToDraw({
  status,
  limitMinor,
  drawnMinor,
  overdueMinor,
}: CreditTerms & { drawnMinor: bigint; overdueMinor: bigint }): bigint {
  return status === 'ACTIVE' && overdueMinor === 0n && drawnMinor < limitMinor ? limitMinor - drawnMinor : 0n
}
