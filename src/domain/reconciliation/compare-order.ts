import type { Purchase } from '../orders/purchase.ts'
import type { PurchaseState } from '../orders/purchase-machine.ts'
import type { UpstreamOrder, UpstreamOrderStatus } from '../upstream/order.ts'
import type { UpstreamRefund } from '../upstream/refund.ts'
import type { DifferenceKind, Finding, SideFacts } from './difference.ts'
import type { BookedPurchase, BookedRefund } from './reconciliation-ports.ts'

/** What 1688 may say of an order whose purchase rests in a state; what is not listed is under way and not judged. */
const GOES_WITH: Partial<Record<PurchaseState, readonly UpstreamOrderStatus[]>> = {
  CREATED: ['awaitingPayment'],
  PRICE_HOLD: ['awaitingPayment'],
  LAPSED: ['closed'],
  PAID: ['awaitingShipment'],
  PARTIALLY_SHIPPED: ['awaitingShipment', 'shipped', 'signed'],
  // Receipt is confirmed some time before the transaction is complete.
  SHIPPED: ['shipped', 'signed', 'received'],
  COMPLETED: ['received', 'completed'],
  CANCELLED: ['closed'],
  FAILED: ['closed'],
  TERMINATED: ['terminated', 'closed'],
}

/** Holds one purchase against its order: at most one finding about the order, the gravest first. */
export function compareOrder(booked: BookedPurchase, order: UpstreamOrder | undefined): Finding[] {
  const twin = order === undefined ? [] : paidTwin(booked.purchase, order)
  if (twin.length > 0) return twin
  const kind = order === undefined ? 'ORDER_MISSING_THERE' : kindOf(booked, order)
  return kind === undefined ? [] : [orderFinding(kind, booked, order)]
}

/**
 * A purchase of nothing whose order was paid all the same: the twin of another one (1688 reference 5.1). Only a person can get its
 * money back, so it is a difference until 1688 has closed it; ours is what was wanted, which is nothing.
 */
export function paidTwin(purchase: Purchase, order: UpstreamOrder): Finding[] {
  const isOver = order.status === 'closed' || order.status === 'terminated'
  if (purchase.expectedFen > 0n || order.paidAt === null || isOver) return []
  return [orderFinding('ORDER_DUPLICATE', { purchase, bookedFen: purchase.expectedFen, awaitsGoods: false }, order)]
}

/** A living order nobody here bought, or one more for a purchase that has its own; a closed and unpaid one is nobody's loss. */
export function strangeOrder(livemode: boolean, order: UpstreamOrder, owner: BookedPurchase | undefined, now: Date): Finding[] {
  if (order.paidAt === null && order.status === 'closed') return []
  const about = {
    ...{ livemode, subject: order.upstreamOrderId, subjectAt: order.createdAt ?? now, currency: 'CNY' as const },
    ...{ theirs: factsOfOrder(order), theirsMinor: order.totalFen },
  }
  if (owner === undefined) {
    return [{ ...about, kind: 'ORDER_MISSING_HERE', partnerId: null, orderId: null, ours: null, oursMinor: null }]
  }
  const { partnerId, orderId, upstreamOrderId } = owner.purchase
  const kind = upstreamOrderId === null ? 'ORDER_MISSING_HERE' : 'ORDER_DUPLICATE'
  return [{ ...about, kind, partnerId, orderId, ours: factsOfPurchase(owner), oursMinor: owner.bookedFen }]
}

/** One cause is one kind: an order is over because of the refund that is missing here. */
export function gravest(ofOrder: readonly Finding[], ofRefunds: readonly Finding[]): Finding[] {
  const isExplained = ofRefunds.some(({ kind }) => kind === 'REFUND_MISSING_HERE')
  return [...(isExplained ? ofOrder.filter(({ kind }) => kind !== 'ORDER_STATE') : ofOrder), ...ofRefunds]
}

/** Holds the refunds of an order against our cases, each by its number. */
export function compareRefunds(booked: BookedPurchase, cases: readonly BookedRefund[], listed: readonly UpstreamRefund[]): Finding[] {
  const findings = listed.flatMap((refund) => {
    const theirs = paidBack(refund)
    const ours = cases.find((one) => one.refund.upstreamRefundId === refund.upstreamRefundId)
    if (ours === undefined) return theirs > 0n ? [refundFinding('REFUND_MISSING_HERE', { booked, ours, refund })] : []
    return ours.bookedFen === theirs ? [] : [refundFinding('REFUND_AMOUNT', { booked, ours, refund })]
  })
  const unlisted = cases.filter((one) => !listed.some((refund) => refund.upstreamRefundId === one.refund.upstreamRefundId))
  return [...findings, ...unlisted.map((ours) => refundFinding('REFUND_MISSING_THERE', { booked, ours, refund: undefined }))]
}

function kindOf({ purchase, bookedFen, awaitsGoods }: BookedPurchase, order: UpstreamOrder): DifferenceKind | undefined {
  const isPaidThere = order.paidAt !== null
  if (bookedFen > 0n && !isPaidThere) return 'ORDER_PAID_HERE'
  if (bookedFen === 0n && isPaidThere) return 'ORDER_PAID_THERE'
  if (isPaidThere && bookedFen !== order.totalFen) return 'ORDER_AMOUNT'
  // 1688 closes an order whose claims have given all of it back.
  if (order.status === 'closed' && purchase.state === 'PAID' && purchase.expectedFen > 0n && !awaitsGoods) return undefined
  const expected = GOES_WITH[purchase.state]
  // Over, and its lines still wait for goods: for money nobody booked.
  if (purchase.state === 'TERMINATED' && awaitsGoods) return 'ORDER_STATE'
  const isFine = expected === undefined || order.status === 'other' || expected.includes(order.status)
  return isFine ? undefined : 'ORDER_STATE'
}

function orderFinding(kind: DifferenceKind, booked: BookedPurchase, order: UpstreamOrder | undefined): Finding {
  const { purchase, bookedFen } = booked
  return {
    livemode: purchase.livemode,
    kind,
    subject: purchase.upstreamOrderId ?? purchase.id,
    subjectAt: purchase.createdAt,
    partnerId: purchase.partnerId,
    orderId: purchase.orderId,
    currency: 'CNY',
    ours: factsOfPurchase(booked),
    theirs: order === undefined ? null : factsOfOrder(order),
    oursMinor: bookedFen,
    theirsMinor: order === undefined ? null : order.paidAt === null ? 0n : order.totalFen,
  }
}

type RefundPair = { booked: BookedPurchase; ours: BookedRefund | undefined; refund: UpstreamRefund | undefined }

function refundFinding(kind: DifferenceKind, { booked: { purchase }, ours, refund }: RefundPair): Finding {
  return {
    livemode: purchase.livemode,
    kind,
    subject: refund?.upstreamRefundId ?? ours?.refund.upstreamRefundId ?? '',
    subjectAt: purchase.createdAt,
    partnerId: purchase.partnerId,
    orderId: purchase.orderId,
    currency: 'CNY',
    ours: ours === undefined ? null : { refund: ours.refund.id, state: ours.refund.state, order: purchase.upstreamOrderId ?? '' },
    theirs: refund === undefined ? null : { refund: refund.upstreamRefundId, state: refund.rawStatus, order: refund.upstreamOrderId },
    oursMinor: ours?.bookedFen ?? null,
    theirsMinor: refund === undefined ? null : paidBack(refund),
  }
}

function paidBack(refund: UpstreamRefund): bigint {
  return refund.status === 'succeeded' ? refund.refundedGoodsFen + refund.refundedFreightFen : 0n
}

function factsOfPurchase({ purchase }: BookedPurchase): SideFacts {
  const { id, state, upstreamOrderId, paidAt } = purchase
  return { purchase: id, state, ...(upstreamOrderId === null ? {} : { order: upstreamOrderId }), ...at('paidAt', paidAt) }
}

function factsOfOrder({ upstreamOrderId, outOrderId, rawStatus, paidAt }: UpstreamOrder): SideFacts {
  return { order: upstreamOrderId, state: rawStatus, ...(outOrderId === null ? {} : { purchase: outOrderId }), ...at('paidAt', paidAt) }
}

function at(name: string, time: Date | null): SideFacts {
  return time === null ? {} : { [name]: time.toISOString() }
}
