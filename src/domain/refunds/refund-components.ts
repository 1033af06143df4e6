import { type Money, minimum, nextUnitsRefundValue, subtract, sum, zero } from '../shared/money.ts'
import type { RefundType } from './refund-types.ts'

export type RefundComponent = 'goods' | 'domesticFreight' | 'serviceFee' | 'services' | 'returnFreight'

/** What becomes of one component: in full, what upstream gives, only what was not performed, kept, on top to whoever pays, or not touched. */
export type Treatment =
  | 'full'
  | 'upstreamAmount'
  | 'unperformedOnly'
  | 'retained'
  | 'ifSellerPays'
  | 'chargedToPartner'
  | 'paidByAgent'
  | 'none'

type Treatments = { readonly [component in RefundComponent]: Treatment }

const sellerCausedReturn: Treatments = {
  goods: 'upstreamAmount',
  domesticFreight: 'upstreamAmount',
  serviceFee: 'full',
  services: 'unperformedOnly',
  returnFreight: 'ifSellerPays',
}
const kept: Treatments = { goods: 'upstreamAmount', domesticFreight: 'none', serviceFee: 'none', services: 'none', returnFreight: 'none' }
const ours: Treatments = { goods: 'full', domesticFreight: 'full', serviceFee: 'full', services: 'full', returnFreight: 'paidByAgent' }
const nothing: Treatments = { goods: 'none', domesticFreight: 'none', serviceFee: 'none', services: 'none', returnFreight: 'none' }

/** What each type gives back (domain.md 10.9), when the seller, a courier or we caused it; always at the original locked rate. */
const REFUND_COMPONENTS: { readonly [type in RefundType]: Treatments } = {
  BEFORE_SHIPMENT: {
    goods: 'full',
    domesticFreight: 'full',
    serviceFee: 'retained',
    services: 'unperformedOnly',
    returnFreight: 'none',
  },
  IN_TRANSIT_REFUND_ONLY: {
    goods: 'upstreamAmount',
    domesticFreight: 'upstreamAmount',
    serviceFee: 'full',
    services: 'unperformedOnly',
    returnFreight: 'none',
  },
  RETURN_REFUND: sellerCausedReturn,
  REFUND_NO_RETURN_SELLER: kept,
  REFUND_NO_RETURN_SUBSIDY: kept,
  PARTIAL_REFUND: kept,
  RESHIP: nothing,
  EXCHANGE: { ...nothing, returnFreight: 'ifSellerPays' },
  AGENT_COMPENSATION: ours,
  CARRIER_CLAIM: { ...nothing, goods: 'full' },
  FREIGHT_TRUE_UP: nothing,
  GOODWILL: nothing,
}

/** A return for a subjective reason: no freight back, our fee kept, the return charged. */
const SUBJECTIVE_RETURN: Treatments = {
  goods: 'upstreamAmount',
  domesticFreight: 'none',
  serviceFee: 'retained',
  services: 'unperformedOnly',
  returnFreight: 'chargedToPartner',
}

/** The column of 10.9 that applies; before the purchase is made our fee goes back in full. */
export function treatmentsOf(claim: { type: RefundType; isSubjective: boolean; isPurchased: boolean }): Treatments {
  if (claim.type === 'RETURN_REFUND' && claim.isSubjective) return SUBJECTIVE_RETURN
  if (claim.type === 'BEFORE_SHIPMENT' && !claim.isPurchased) return { ...REFUND_COMPONENTS.BEFORE_SHIPMENT, serviceFee: 'full' }
  return REFUND_COMPONENTS[claim.type]
}

type Parts = { readonly goods: Money; readonly domesticFreight: Money; readonly serviceFee: Money; readonly services: Money }

export type RefundClaim = {
  readonly type: RefundType
  readonly isSubjective: boolean
  readonly isPurchased: boolean
  /** What the line paid, by component, all in the order's currency. */
  readonly paid: Parts
  /** How many units the line has, how many are refunded already, how many are claimed now. */
  readonly units: { readonly of: number; readonly before: number; readonly count: number }
  /** What upstream gives, at the locked rate; ignored by types that ask nothing of it. */
  readonly upstream: { readonly goods: Money; readonly domesticFreight: Money }
  /** Services of these units that were paid and not performed. */
  readonly unperformed: Money
}

/** The parts to pay for a claim and their sum; no part exceeds what these units paid for it (domain.md 5.4, 10.9, 10.10). */
export function refundParts(claim: RefundClaim): Parts & { readonly total: Money } {
  const treatments = treatmentsOf(claim)
  const share = (component: keyof Parts) => nextUnitsRefundValue(claim.paid[component], claim.units.of, claim.units)
  const given = (component: keyof Parts, upstream: Money): Money => {
    const most = share(component)
    switch (treatments[component]) {
      case 'full':
        return most
      case 'upstreamAmount':
        return minimum(most, upstream)
      case 'unperformedOnly':
        return minimum(most, claim.unperformed)
      default:
        return zero(most.currency)
    }
  }
  const none = zero(claim.paid.goods.currency)
  const parts = {
    goods: given('goods', claim.upstream.goods),
    domesticFreight: given('domesticFreight', claim.upstream.domesticFreight),
    serviceFee: given('serviceFee', none),
    services: given('services', none),
  }
  return { ...parts, total: sum(Object.values(parts), none.currency) }
}

/** What upstream gave beyond the claim: it waits in `refundClearing` for review and is never paid out by itself (10.10). */
export function upstreamSurplus(given: Money, asked: Money): Money {
  return given.amount > asked.amount ? subtract(given, asked) : zero(given.currency)
}
