import { oneHandLimit } from '../policy/one-hand-limit.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import { money } from '../shared/money.ts'
import { valueInFen } from '../wallet/value-in-fen.ts'
import type { RefundCase } from './refund-case.ts'

type Paying = { refund: RefundCase; compensationMinor: bigint; makerId: string; at: Date }

/**
 * Whether one person may pay so much of our money: up to the rule's limit, together with what the same person paid this partner alone
 * within a day. What has no rate has no limit either, and takes two. Locks the partner, so that nobody pays beside it.
 */
export async function handOf(
  tx: Transaction,
  tools: { rules: RuleBook; rates: RateBook },
  { refund, compensationMinor, makerId, at }: Paying,
) {
  await tx.bookings.lockPartner(refund.partnerId)
  const valueFen = valueInFen(tools.rates, money(compensationMinor, refund.currency), { at, makerId })
  if (valueFen === null) return { valueFen, isEnough: false }
  const limit = oneHandLimit('compensationFourEyes', makerId, { at, rows: tools.rules.rowsFor(refund) })
  const already = await tx.refunds.compensatedAlone(refund, { makerId, since: addMilliseconds(at, -DAY_MS) })
  return { valueFen, isEnough: already + valueFen <= limit }
}
