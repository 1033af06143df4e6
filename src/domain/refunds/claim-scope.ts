import type { InspectionPhoto } from '../inspections/inspection.ts'
import { isFinal } from '../machine/machine.ts'
import type { OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import type { RefundGoodsStatus } from '../upstream/refund.ts'
import type { RefundCase } from './refund-case.ts'
import { refundMachine } from './refund-machine.ts'
import type { RefundState } from './refund-states.ts'
import { goodsStatus, isUpstreamFunded, REFUND_TYPES, type RefundType, typesFor } from './refund-types.ts'

/** Where the goods of a line are, as 1688 asks it of a claim. */
export function goodsStatusOf(line: OrderLine, purchase: Pick<Purchase, 'state'>): RefundGoodsStatus {
  return goodsStatus({
    isShipped: line.shippedBySeller > 0,
    isReceived: line.received > 0,
    isUpstreamCompleted: purchase.state === 'COMPLETED',
  })
}

/** True when such a claim can be opened on so many units of the line as they lie now (domain.md 10.1, 10.11). */
export function isTypePossible(type: RefundType, quantity: number, line: OrderLine, purchase: Pick<Purchase, 'state'>): boolean {
  if (!isUpstreamFunded(type)) return true
  if (!typesFor(goodsStatusOf(line, purchase)).includes(type)) return false
  return REFUND_TYPES[type].goods !== 'returned' || quantity <= line.failedOnHold + line.inStock
}

/** Papers we have of every line without anybody taking a picture: the snapshot, the times and traces, the inspector's count. */
const ON_RECORD = [
  'LISTING_SNAPSHOT',
  'PROMISE_AND_PAYMENT_TIME',
  'COURIER_TRACE',
  'DOCK_LOG',
  'UNIT_COUNT',
  'PARCEL_WEIGHT',
  'CHAT_OR_CLOSE_REASON',
  'INTERNAL_RECORD',
  'RULE_REFERENCE',
]

/** What proves a claim on a line by now: the bench's shots beside what is on record. */
export function evidenceOf(photos: readonly Pick<InspectionPhoto, 'shot'>[]): string[] {
  return [...ON_RECORD, ...photos.map((photo) => photo.shot)]
}

/**
 * Units a claim counts as paid back: a discount for pieces that stay with their owner pays for none, one for missing pieces for each.
 * Compensation for a claim that came to nothing is such a discount: wherever the pieces are, they stay the partner's.
 */
export function unitsPaidBack(refund: PaidUnits): number {
  const isDiscount = (refund.type === 'PARTIAL_REFUND' && refund.reasonCode !== 'SHORT_QUANTITY') || refund.settlement != null
  return isDiscount ? 0 : refund.quantity
}

type PaidUnits = Pick<RefundCase, 'type' | 'reasonCode' | 'quantity'> & Partial<Pick<RefundCase, 'settlement'>>

/** Nobody works on these although they can still move: by an appeal, by the desk, or when 1688 pays after all (10.2). */
const GIVEN_UP: ReadonlySet<RefundState> = new Set(['REJECTED_BY_AGENT', 'UPSTREAM_CLOSED'])

/** True while a case claims its units; the trigger `refund_case_units` of the schema says the same. */
export function isOpenClaim({ state }: Pick<RefundCase, 'state'>): boolean {
  return !isFinal(refundMachine, state) && !GIVEN_UP.has(state)
}
