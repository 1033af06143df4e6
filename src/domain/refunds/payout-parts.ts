import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { givenBackMinor, undoneMinor } from '../services/line-service.ts'
import { convert, divideHalfUp, type Money, money, nextUnitsRefundValue } from '../shared/money.ts'
import { reasonRule } from './reasons.ts'
import type { PayoutParts, RefundCase } from './refund-case.ts'
import { refundParts, treatmentsOf } from './refund-components.ts'
import { isUpstreamFunded } from './refund-types.ts'

export type PayoutClaim = { refund: ClaimToPay; line: OrderLine; order: AgentOrder; paidBefore: readonly PayoutParts[] }

/** What of a case decides the payout: a real one, or one that is only being thought of. */
export type ClaimToPay = Pick<RefundCase, 'type' | 'reasonCode' | 'quantity' | 'requestedMinor' | 'approvedFen'> &
  Partial<Pick<RefundCase, 'settlement' | 'upstreamRefundId'>>

/** What one payout consists of, in the order's currency: the column of 10.9 that applies, each part capped by what is left of it. */
export function payoutParts(claim: PayoutClaim): PayoutParts {
  const { refund, line, order } = claim
  const ours = refund.settlement?.compensationMinor ?? (isUpstreamFunded(refund.type) ? null : refund.requestedMinor)
  if (ours !== null) return { ...NOTHING, compensationMinor: smaller(ours, line.totalMinor - line.refundedMinor) }
  const inCurrency = (amount: bigint) => money(amount, order.currency)
  const units = { of: line.ordered, before: line.refunded, count: refund.quantity }
  const parts = refundParts({
    ...columnOf(refund),
    paid: {
      goods: inCurrency(line.goodsMinor),
      domesticFreight: inCurrency(line.domesticFreightMinor),
      serviceFee: inCurrency(line.serviceFeeMinor),
      services: inCurrency(line.inspectionFeeMinor + line.vasMinor),
    },
    units,
    upstream: givenUpstream(claim, units),
    unperformed: inCurrency((line.received === 0 ? line.inspectionFeeMinor : 0n) + undoneMinor(line.services)),
  })
  const left = leftOf(claim)
  const goodsMinor = smaller(parts.goods.amount, left.goodsMinor)
  const domesticFreightMinor = smaller(parts.domesticFreight.amount, left.domesticFreightMinor)
  const serviceFeeMinor = smaller(parts.serviceFee.amount, left.serviceFeeMinor)
  const servicesMinor = smaller(parts.services.amount, left.servicesMinor)
  const fxMarginMinor = marginOf(claim, goodsMinor + domesticFreightMinor + serviceFeeMinor + servicesMinor)
  return { ...NOTHING, goodsMinor, domesticFreightMinor, serviceFeeMinor, servicesMinor, fxMarginMinor }
}

type Units = { of: number; before: number; count: number }

/**
 * What the seller gave, in the order's currency: all the fen these units cost are worth just what the partner paid for them, so that
 * no cent is lost between the roundings of one line and those of its units; less is converted at the locked rate (5.2, 5.4).
 */
function givenUpstream({ refund, line, order }: PayoutClaim, units: Units): { goods: Money; domesticFreight: Money } {
  const worth = (givenFen: bigint, ofFen: bigint, ofMinor: bigint): Money => {
    const whole = nextUnitsRefundValue(money(ofMinor, order.currency), units.of, units)
    const wholeFen = nextUnitsRefundValue(money(ofFen, 'CNY'), units.of, units).amount
    return givenFen >= wholeFen ? whole : convert(money(givenFen, 'CNY'), order.currency, order.rate.referenceRate)
  }
  const approvedFen = refund.approvedFen ?? 0n
  const goodsFen = nextUnitsRefundValue(money(line.goodsFen, 'CNY'), units.of, units).amount
  const freightFen = approvedFen > goodsFen ? approvedFen - goodsFen : 0n
  return {
    goods: worth(approvedFen, line.goodsFen, line.goodsMinor),
    domesticFreight: worth(freightFen, line.domesticFreightFen, line.domesticFreightMinor),
  }
}

/**
 * Of goods and freight that are paid out, what 1688 gave for them: for a line that never left the seller the partner gets all of it
 * (10.9), and what 1688 kept, as a freight it does not refund, is our loss.
 */
export function fundedUpstream(claim: PayoutClaim, parts: PayoutParts): bigint {
  const units = { of: claim.line.ordered, before: claim.line.refunded, count: claim.refund.quantity }
  const { goods, domesticFreight } = givenUpstream(claim, units)
  return smaller(parts.goodsMinor, goods.amount) + smaller(parts.domesticFreightMinor, domesticFreight.amount)
}

/** The margin goes back with what it was charged on, cumulatively: all of it with the last part (5.2, 5.4). */
function marginOf({ line, paidBefore }: GivenOf, baseMinor: bigint): bigint {
  const charged = line.goodsMinor + line.domesticFreightMinor + line.serviceFeeMinor + line.inspectionFeeMinor + line.vasMinor
  if (charged === 0n) return 0n
  const given = allGiven({ line, paidBefore })
  const before = given.goodsMinor + given.domesticFreightMinor + given.serviceFeeMinor + given.servicesMinor
  const due = divideHalfUp(line.fxMarginMinor * (before + baseMinor), charged) - given.fxMarginMinor
  return due > 0n ? due : 0n
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

const PART_NAMES = Object.keys(NOTHING) as (keyof PayoutParts)[]

function columnOf(refund: ClaimToPay) {
  return { type: refund.type, isSubjective: reasonRule(refund.reasonCode).cause === 'subjective', isPurchased: !isOfEndedOrder(refund) }
}

/** 1688 gave the money back with the whole order and not by a claim: nothing was bought, so our fee goes back, too (O9). */
function isOfEndedOrder({ type, approvedFen, upstreamRefundId }: ClaimToPay): boolean {
  return type === 'BEFORE_SHIPMENT' && approvedFen !== null && upstreamRefundId === null
}

type GivenOf = Pick<PayoutClaim, 'line' | 'paidBefore'>

/** What each part of a line still holds of what was paid for it. */
export function leftOf({ line, paidBefore }: GivenOf) {
  const given = allGiven({ line, paidBefore })
  return {
    goodsMinor: line.goodsMinor - given.goodsMinor,
    domesticFreightMinor: line.domesticFreightMinor - given.domesticFreightMinor,
    serviceFeeMinor: line.serviceFeeMinor - given.serviceFeeMinor,
    servicesMinor: line.inspectionFeeMinor + line.vasMinor - given.servicesMinor,
    fxMarginMinor: line.fxMarginMinor - given.fxMarginMinor,
  }
}

/** What goes back for a service the warehouse could not do: its price, capped by what is left of the line, and its part of the margin. */
export function serviceGiveBack(of: GivenOf, priceMinor: bigint): { servicesMinor: bigint; fxMarginMinor: bigint } {
  const servicesMinor = smaller(priceMinor, leftOf(of).servicesMinor)
  return { servicesMinor, fxMarginMinor: marginOf(of, servicesMinor) }
}

/** Part by part, what the claims and the services that were not done have given back. */
function allGiven({ line, paidBefore }: GivenOf): PayoutParts {
  const given = { ...NOTHING, ...givenBackMinor(line.services) }
  for (const parts of paidBefore) for (const name of PART_NAMES) given[name] += parts[name]
  return given
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
