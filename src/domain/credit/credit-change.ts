import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { CreditTerms } from './credit-line.ts'

export const CREDIT_CHANGE_STATES = ['PROPOSED', 'IN_FORCE', 'REJECTED', 'WITHDRAWN'] as const
export type CreditChangeState = (typeof CREDIT_CHANGE_STATES)[number]

export const CREDIT_CHANGE_EVENTS = ['enact', 'approve', 'reject', 'withdraw'] as const
export type CreditChangeEvent = (typeof CREDIT_CHANGE_EVENTS)[number]

/** New terms of a line as one person of finance wants them; what widens the credit needs a second one (four eyes). */
export type CreditChange = Tenant &
  CreditTerms & {
    id: string
    state: CreditChangeState
    currency: Currency
    /** The version of the line it was proposed against; 0 for a line that did not exist. */
    fromVersion: number
    reason: string
    needsSecond: boolean
    makerId: string
    checkerId: string | null
    /** When it came into force. */
    decidedAt: Date | null
    createdAt: Date
    updatedAt: Date
    version: number
  }

/** True when the partner could owe more or for longer than before; narrowing a line is one person's business, and quick. */
export function widens(next: CreditTerms, before: CreditTerms | undefined): boolean {
  if (next.status !== 'ACTIVE') return next.limitMinor > (before?.limitMinor ?? 0n) || next.termDays > (before?.termDays ?? 0)
  if (before === undefined || before.status !== 'ACTIVE') return true
  return next.limitMinor > before.limitMinor || next.termDays > before.termDays
}
