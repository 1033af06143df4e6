import type { LineState } from '../orders/line-states.ts'
import type { OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import type { RefundGoodsStatus } from '../upstream/refund.ts'

type TypeRule = {
  /** Line states in which such a claim makes sense (domain.md 10.1, 10.11). */
  states: readonly LineState[]
  fundedBy: 'upstream' | 'agent'
  goods: 'none' | 'returned' | 'kept'
  /** Whether our commission goes back with the goods (10.9). */
  serviceFee: boolean
}

const HERE: readonly LineState[] = ['ARRIVED', 'INSPECTING', 'EXCEPTION_HOLD', 'STORED', 'RESERVED']

/** The types the desk and partners may open, in one place. */
const TYPES: Readonly<Record<string, TypeRule>> = {
  BEFORE_SHIPMENT: { states: ['PURCHASED'], fundedBy: 'upstream', goods: 'none', serviceFee: false },
  IN_TRANSIT_REFUND_ONLY: {
    states: ['PARTIALLY_SHIPPED', 'SELLER_SHIPPED', 'EXCEPTION_HOLD'],
    fundedBy: 'upstream',
    goods: 'none',
    serviceFee: true,
  },
  RETURN_REFUND: { states: HERE, fundedBy: 'upstream', goods: 'returned', serviceFee: true },
  REFUND_NO_RETURN_SELLER: { states: HERE, fundedBy: 'upstream', goods: 'kept', serviceFee: false },
  PARTIAL_REFUND: { states: HERE, fundedBy: 'upstream', goods: 'kept', serviceFee: false },
  AGENT_COMPENSATION: { states: [...HERE, 'PACKED', 'EXPORTED', 'DELIVERED'], fundedBy: 'agent', goods: 'kept', serviceFee: true },
}

/** True when such a claim can be opened on the line as it stands. */
export function isTypePossible(type: string, line: OrderLine): boolean {
  return TYPES[type]?.states.includes(line.state) === true && line.purchaseId !== null
}

/** Who pays in the end. */
export function fundingOf(type: string): 'upstream' | 'agent' {
  return TYPES[type]?.fundedBy ?? 'agent'
}

/** True when the goods go back to the seller first. */
export function needsReturn(type: string): boolean {
  return TYPES[type]?.goods === 'returned'
}

/** True when the owner keeps the goods. */
export function keepsGoods(type: string): boolean {
  return TYPES[type]?.goods === 'kept'
}

/** True when our commission for these units goes back too. */
export function refundsServiceFee(type: string): boolean {
  return TYPES[type]?.serviceFee === true
}

/** Reasons that 1688 never accepts without pictures (domain.md 10.5). */
const NEEDS_PICTURES: ReadonlySet<string> = new Set([
  'SHORT_QUANTITY',
  'WRONG_ITEM',
  'WRONG_VARIANT',
  'DAMAGED_ON_ARRIVAL',
  'DEFECTIVE_QUALITY',
  'NOT_AS_DESCRIBED',
  'COUNTERFEIT_IP',
  'MISSING_ACCESSORY',
  'EXPIRED',
])

/** What is still missing before a claim for this reason may go upstream. */
export function missingEvidence(reasonCode: string, pictures: number): string[] {
  return NEEDS_PICTURES.has(reasonCode) && pictures === 0 ? ['pictures'] : []
}

/** What to tell 1688 about the goods: in-sale until the trade is complete (domain.md 10.3). */
export function goodsStatusOf(line: OrderLine, purchase: Purchase): RefundGoodsStatus {
  const here = line.received > 0
  if (purchase.state === 'COMPLETED') return here ? 'afterSaleReceived' : 'afterSaleNotReceived'
  if (here) return 'received'
  return line.shippedBySeller > 0 ? 'inTransit' : 'notShipped'
}
