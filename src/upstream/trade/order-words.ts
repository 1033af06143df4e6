import type { LineShipping, OrderCloser, UpstreamOrderStatus, UpstreamRefundStatus } from '../../domain/upstream/order.ts'

/** Spec 3.1; the list API knows more words than the detail. */
const ORDER_STATUS: Readonly<Record<string, UpstreamOrderStatus>> = {
  waitbuyerpay: 'awaitingPayment',
  waitsellersend: 'awaitingShipment',
  waitlogisticstakein: 'shipped',
  waitbuyerreceive: 'shipped',
  waitbuyersign: 'shipped',
  signinsuccess: 'signed',
  confirm_goods: 'received',
  confirm_goods_and_has_subsidy: 'received',
  success: 'completed',
  cancel: 'closed',
  terminated: 'terminated',
}

/** Spec 3.2: orders and refunds write lower case, order lines upper case, and one of those has a D. */
const REFUND_STATUS: Readonly<Record<string, UpstreamRefundStatus>> = {
  waitselleragree: 'awaitingSeller',
  waitbuyermodify: 'sellerRefused',
  waitbuyersend: 'awaitingReturn',
  waitsellerreceive: 'returnInTransit',
  refundsuccess: 'succeeded',
  refundclose: 'closed',
  refundclosed: 'closed',
}

/** Spec 3.3. */
const LINE_SHIPPING: Readonly<Record<number, LineShipping>> = {
  1: 'notShipped',
  2: 'shipped',
  3: 'received',
  4: 'returned',
  5: 'partlyShipped',
  8: 'notCreated',
}

const CLOSERS: Readonly<Record<string, OrderCloser>> = {
  CLOSE_TRADE_BY_BUYER: 'buyer',
  CLOSE_TRADE_BY_SELLER: 'seller',
  CLOSE_TRADE_BY_SYSTEM: 'timeout',
  CLOSE_TRADE_BY_BOPS: 'platform',
  CLOSE_TRADE_BY_CREADIT: 'creditCheck',
}

/** The status in our words; the set is open upstream. */
export function orderStatus(word: string | null): UpstreamOrderStatus {
  return ORDER_STATUS[word ?? ''] ?? 'other'
}

/** The refund status in our words, from either spelling; null when there is no refund. */
export function refundStatus(word: string | null): UpstreamRefundStatus | null {
  return word === null ? null : (REFUND_STATUS[word.toLowerCase().replaceAll('_', '')] ?? 'other')
}

/** How far a line's goods are. */
export function lineShipping(code: number | null): LineShipping {
  return LINE_SHIPPING[code ?? 0] ?? 'unknown'
}

/** Who closed the order; null while it is open. */
export function orderCloser(word: string | null): OrderCloser | null {
  return word === null ? null : (CLOSERS[word] ?? 'other')
}
