import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { convert, type Money, minimum, money, multiplyByBps, nextUnitsRefundValue } from '../shared/money.ts'
import { reasonRule } from './reasons.ts'
import type { PayoutParts, RefundCase } from './refund-case.ts'
import { refundParts, treatmentsOf } from './refund-components.ts'
import { isUpstreamFunded } from './refund-types.ts'

export type PayoutClaim = { refund: ClaimToPay; line: OrderLine; order: AgentOrder; paidBefore: readonly PayoutParts[] }

/** What of a case decides the payout: a real one, or one that is only being thought of. */
export type ClaimToPay = Pick<RefundCase, 'type' | 'reasonCode' | 'quantity' | 'requestedMinor' | 'approvedFen'>

/** What one payout consists of, in the order's currency: the column of 10.9 that applies, each part capped by what is left of it. */
export function payoutParts(claim: PayoutClaim): PayoutParts {
  const { refund, line, order } = claim
  if (!isUpstreamFunded(refund.type))
    return { ...NOTHING, compensationMinor: smaller(refund.requestedMinor, line.totalMinor - line.refundedMinor) }
  const inCurrency = (amount: bigint) => money(amount, order.currency)
  const approved = convert(money(refund.approvedFen ?? 0n, 'CNY'), order.currency, order.rate.referenceRate)
  const units = { of: line.ordered, before: line.refunded, count: refund.quantity }
  const goodsShare = nextUnitsRefundValue(inCurrency(line.goodsMinor), line.ordered, units)
  const parts = refundParts({
    ...columnOf(refund),
    paid: {
      goods: inCurrency(line.goodsMinor),
      domesticFreight: inCurrency(line.domesticFreightMinor),
      serviceFee: inCurrency(line.serviceFeeMinor),
      services: inCurrency(line.inspectionFeeMinor),
    },
    units,
    upstream: { goods: approved, domesticFreight: above(approved, goodsShare) },
    unperformed: inCurrency(line.received === 0 ? line.inspectionFeeMinor : 0n),
  })
  const left = leftOf(claim)
  const goodsMinor = smaller(parts.goods.amount, left.goodsMinor)
  const domesticFreightMinor = smaller(parts.domesticFreight.amount, left.domesticFreightMinor)
  const serviceFeeMinor = smaller(parts.serviceFee.amount, left.serviceFeeMinor)
  const servicesMinor = smaller(parts.services.amount, left.servicesMinor)
  // The margin goes back with what it was charged on: nobody loses on FX by refunding (5.2).
  const base = inCurrency(goodsMinor + domesticFreightMinor + serviceFeeMinor + servicesMinor)
  const fxMarginMinor = smaller(multiplyByBps(base, order.rate.marginBps).amount, left.fxMarginMinor)
  return { ...NOTHING, goodsMinor, domesticFreightMinor, serviceFeeMinor, servicesMinor, fxMarginMinor }
}

/** What the partner gets in all. */
export function totalOf(parts: PayoutParts): bigint {
  return Object.values(parts).reduce((total, part) => total + part, 0n)
}

/** Each part beside what is left to refund of it: the guard's own look at the sums (10.10). */
export function componentsOf(claim: PayoutClaim, parts: PayoutParts): { amount: Money; refundable: Money }[] {
  const left = leftOf(claim)
  const names = Object.keys(left) as (keyof typeof left)[]
  return names.map((name) => ({ amount: money(parts[name], claim.order.currency), refundable: money(left[name], claim.order.currency) }))
}

/** The fen of 1688's refund that are passed on; what it gave beyond the claim stays in `refundClearing` for review (10.10). */
export function fenPassedOn({ refund, line }: PayoutClaim): bigint {
  const units = { before: line.refunded, count: refund.quantity }
  const { domesticFreight } = treatmentsOf(columnOf(refund))
  const share = (fen: bigint) => nextUnitsRefundValue(money(fen, 'CNY'), line.ordered, units).amount
  const most = share(line.goodsFen) + (domesticFreight === 'none' ? 0n : share(line.domesticFreightFen))
  return smaller(refund.approvedFen ?? 0n, most)
}

const NOTHING: PayoutParts = {
  goodsMinor: 0n,
  domesticFreightMinor: 0n,
  serviceFeeMinor: 0n,
  servicesMinor: 0n,
  fxMarginMinor: 0n,
  compensationMinor: 0n,
}

function columnOf(refund: ClaimToPay) {
  return { type: refund.type, isSubjective: reasonRule(refund.reasonCode).cause === 'subjective', isPurchased: true }
}

/** What each part of a line still holds of what was paid for it. */
export function leftOf({ line, paidBefore }: Pick<PayoutClaim, 'line' | 'paidBefore'>) {
  const spent = (name: keyof PayoutParts) => paidBefore.reduce((total, parts) => total + parts[name], 0n)
  return {
    goodsMinor: line.goodsMinor - spent('goodsMinor'),
    domesticFreightMinor: line.domesticFreightMinor - spent('domesticFreightMinor'),
    serviceFeeMinor: line.serviceFeeMinor - spent('serviceFeeMinor'),
    servicesMinor: line.inspectionFeeMinor - spent('servicesMinor'),
    fxMarginMinor: line.fxMarginMinor - spent('fxMarginMinor'),
  }
}

function above(given: Money, share: Money): Money {
  return money(given.amount - minimum(given, share).amount, given.currency)
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
