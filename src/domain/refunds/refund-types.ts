import type { RefundGoodsStatus } from '../upstream/refund.ts'

/** Who the money comes from: the seller through 1688, the platform itself, us, or a carrier. */
export type RefundFunding = 'seller' | 'platform' | 'agent' | 'carrier'

type RefundTypeRule = {
  readonly no: string
  readonly when: string
  readonly goods: 'none' | 'lost' | 'returned' | 'kept' | 'replaced' | 'any'
  readonly agreedBy: string
  readonly funding: RefundFunding
  /** What 1688 is asked for; null when it is not asked. */
  readonly disputeRequest: 'refund' | 'returnRefund' | null
}

/** The kinds of refund (domain.md 10.1). */
export const REFUND_TYPES = {
  BEFORE_SHIPMENT: {
    no: '1',
    when: 'paid, not shipped',
    goods: 'none',
    agreedBy: 'rule or seller',
    funding: 'seller',
    disputeRequest: 'refund',
  },
  IN_TRANSIT_REFUND_ONLY: {
    no: '2',
    when: 'shipped, not received',
    goods: 'lost',
    agreedBy: 'seller or platform',
    funding: 'seller',
    disputeRequest: 'refund',
  },
  RETURN_REFUND: {
    no: '3',
    when: 'received, goes back to the seller',
    goods: 'returned',
    agreedBy: 'seller, who then confirms receipt',
    funding: 'seller',
    disputeRequest: 'returnRefund',
  },
  REFUND_NO_RETURN_SELLER: { no: '4a', when: 'received', goods: 'kept', agreedBy: 'seller', funding: 'seller', disputeRequest: 'refund' },
  REFUND_NO_RETURN_SUBSIDY: {
    no: '4b',
    when: 'received',
    goods: 'kept',
    agreedBy: 'platform',
    funding: 'platform',
    disputeRequest: 'refund',
  },
  PARTIAL_REFUND: {
    no: '5',
    when: 'received, defect or shortage',
    goods: 'kept',
    agreedBy: 'seller',
    funding: 'seller',
    disputeRequest: 'refund',
  },
  RESHIP: { no: '6', when: 'pieces are missing', goods: 'kept', agreedBy: 'seller', funding: 'seller', disputeRequest: null },
  EXCHANGE: { no: '6', when: 'wrong or faulty pieces', goods: 'replaced', agreedBy: 'seller', funding: 'seller', disputeRequest: null },
  AGENT_COMPENSATION: { no: '7', when: 'our fault', goods: 'any', agreedBy: 'operator', funding: 'agent', disputeRequest: null },
  CARRIER_CLAIM: {
    no: '8',
    when: 'lost or damaged abroad',
    goods: 'any',
    agreedBy: 'carrier or insurer',
    funding: 'carrier',
    disputeRequest: null,
  },
  FREIGHT_TRUE_UP: { no: '9', when: 'freight was overcharged', goods: 'none', agreedBy: 'rule', funding: 'agent', disputeRequest: null },
  GOODWILL: { no: '10', when: 'any time', goods: 'any', agreedBy: 'operator', funding: 'agent', disputeRequest: null },
} as const satisfies Record<string, RefundTypeRule>

export type RefundType = keyof typeof REFUND_TYPES

/** What a partner may ask for (domain.md 10.1); compensation by us and claims on carriers are opened at the desk. */
export const PARTNER_REFUND_TYPES = [
  'BEFORE_SHIPMENT',
  'IN_TRANSIT_REFUND_ONLY',
  'RETURN_REFUND',
  'REFUND_NO_RETURN_SELLER',
  'PARTIAL_REFUND',
] as const satisfies readonly RefundType[]
export type PartnerRefundType = (typeof PARTNER_REFUND_TYPES)[number]

export const REFUND_TYPE_CODES = Object.keys(REFUND_TYPES) as readonly RefundType[]

/** True when the case goes to 1688: the seller or the platform pays. */
export function isUpstreamFunded(type: RefundType): boolean {
  const { funding } = REFUND_TYPES[type]
  return funding === 'seller' || funding === 'platform'
}

/** What to tell 1688 about the goods (domain.md 10.3): in-sale until upstream calls the trade complete, after-sale afterwards. */
export function goodsStatus(goods: { isShipped: boolean; isReceived: boolean; isUpstreamCompleted: boolean }): RefundGoodsStatus {
  if (goods.isUpstreamCompleted) return goods.isReceived ? 'afterSaleReceived' : 'afterSaleNotReceived'
  if (goods.isReceived) return 'received'
  return goods.isShipped ? 'inTransit' : 'notShipped'
}

/** Types that can be asked of the seller while the goods are there; agent, carrier and goodwill types depend on no goods status. */
export function typesFor(status: RefundGoodsStatus): RefundType[] {
  if (status === 'notShipped') return ['BEFORE_SHIPMENT']
  if (status === 'inTransit' || status === 'afterSaleNotReceived') return ['IN_TRANSIT_REFUND_ONLY']
  return ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER', 'REFUND_NO_RETURN_SUBSIDY', 'PARTIAL_REFUND', 'RESHIP', 'EXCHANGE']
}
