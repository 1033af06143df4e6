import type { OrderLine } from '../orders/order.ts'
import { refundableUnits } from '../orders/quantities.ts'
import { money } from '../shared/money.ts'
import { isOpenClaim, unitsPaidBack } from './claim-scope.ts'
import type { RefundCase } from './refund-case.ts'
import type { RefundFacts } from './refund-guards.ts'

/** What the other open cases of the line leave for this one (domain.md 10.10). */
export function limitsOf(refund: RefundCase, line: OrderLine, cases: readonly RefundCase[]): RefundFacts {
  const others = cases.filter((other) => other.id !== refund.id && isOpenClaim(other))
  const claimedMinor = others.reduce((total, other) => total + other.requestedMinor, 0n)
  const claimedUnits = others.reduce((total, other) => total + unitsPaidBack(other), 0)
  return {
    amount: money(refund.requestedMinor, refund.currency),
    refundable: money(line.totalMinor - line.refundedMinor - claimedMinor, refund.currency),
    quantity: refund.quantity,
    refundableQuantity: refundableUnits(line) - claimedUnits,
    components: [],
  }
}
