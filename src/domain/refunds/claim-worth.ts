import type { OrderLine } from '../orders/order.ts'
import { type Currency, money, nextUnitsRefundValue } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { unitsPaidBack } from './claim-scope.ts'
import type { RefundCase } from './refund-case.ts'
import type { RefundType } from './refund-types.ts'

export type ClaimedUnits = { line: OrderLine; type: RefundType; quantity: number; amountMinor: bigint | null; currency: Currency }

/** What is asked for, in the order's currency and in fen, and what is left to refund of the line beside the open claims. */
export type ClaimWorth = { requestedMinor: bigint; requestedFen: bigint; refundableMinor: bigint; currency: Currency }

/**
 * What these units cost, by the cumulative rule, so that all units together are worth the line to the fen (domain.md 5.4).
 * Before shipment 1688 refunds the whole entry or nothing, freight included (10.3). Throws `refund.quantity_exceeds_refundable` and
 * `refund.amount_exceeds_refundable`.
 */
export function claimWorth(claim: ClaimedUnits, open: readonly RefundCase[]): ClaimWorth {
  const { line, currency } = claim
  const before = line.refunded + open.reduce((total, other) => total + unitsPaidBack(other), 0)
  if (claim.quantity < 1 || before + claim.quantity > line.ordered) {
    throw new Refusal('refund.quantity_exceeds_refundable', { asked: claim.quantity, refundable: line.ordered - before })
  }
  const units = { before, count: claim.quantity }
  // Freight comes back with a whole line that never left the seller (10.9).
  const withFreight = claim.type === 'BEFORE_SHIPMENT' && claim.quantity === line.ordered
  const goodsFen = nextUnitsRefundValue(money(line.goodsFen, 'CNY'), line.ordered, units).amount
  const goodsMinor = nextUnitsRefundValue(money(line.goodsMinor, currency), line.ordered, units).amount
  const wholeFen = goodsFen + (withFreight ? line.domesticFreightFen : 0n)
  const wholeMinor = goodsMinor + (withFreight ? line.domesticFreightMinor : 0n)
  const openMinor = open.reduce((total, other) => total + other.requestedMinor, 0n)
  const value = { refundableMinor: line.totalMinor - line.refundedMinor - openMinor, currency }
  if (claim.amountMinor === null) return { requestedMinor: wholeMinor, requestedFen: wholeFen, ...value }
  if (claim.amountMinor > wholeMinor)
    throw new Refusal('refund.amount_exceeds_refundable', { asked: claim.amountMinor, refundable: wholeMinor })
  return { requestedMinor: claim.amountMinor, requestedFen: (wholeFen * claim.amountMinor) / wholeMinor, ...value }
}
