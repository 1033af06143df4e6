import { goodsFen, logisticsStatusOf, type Order, totalFen } from '../state/orders/order.ts'
import type { Parcel } from '../state/parcels/parcel.ts'
import type { Refund } from '../state/refunds/refund.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** An order for a tester's eyes: ids as text, amounts in fen, times in UTC. */
export function orderView(order: Order): Record<string, unknown> {
  return {
    orderId: order.orderId,
    outOrderId: order.outOrderId,
    status: order.status,
    seller: { memberId: order.seller.memberId, openId: order.seller.openId, companyName: order.seller.companyName },
    goodsFen: goodsFen(order),
    shippingFeeFen: order.shippingFeeFen,
    totalFen: totalFen(order),
    message: order.message,
    memo: order.memo,
    address: order.address,
    wantedAddress: order.wantedAddress,
    createdAt: iso(order.createdAt),
    paidAt: iso(order.paidAt),
    repeatedDebits: order.repeatedDebits,
    payExpiresAt: iso(order.payExpiresAt),
    closeReason: order.closeReason,
    closeOperateType: order.closeOperateType,
    lines: order.lines.map((line) => ({
      subItemId: line.subItemId,
      offerId: line.offerId,
      specId: line.specId,
      title: line.title,
      quantity: line.quantity,
      shippedQuantity: line.shippedQuantity,
      itemAmountFen: line.itemAmountFen,
      refundedFen: line.refundedFen,
      status: line.status,
      logisticsStatus: logisticsStatusOf(line),
      refundStatus: line.refundStatus,
    })),
    parcels: order.parcels.map(parcelView),
  }
}

/** A parcel, with what is really inside. */
export function parcelView(parcel: Parcel): Record<string, unknown> {
  return {
    waybillNo: parcel.waybillNo,
    logisticsId: parcel.logisticsId,
    courierNo: parcel.courier.no,
    orderId: parcel.orderId,
    status: parcel.status,
    noLogistics: parcel.noLogistics,
    lines: parcel.lines,
    steps: parcel.steps.map((step) => ({ at: iso(step.at), status: step.status, remark: step.remark })),
  }
}

export function refundView(refund: Refund): Record<string, unknown> {
  return {
    refundId: refund.refundId,
    orderId: refund.orderId,
    entryIds: refund.entryIds,
    status: refund.status,
    disputeRequest: refund.disputeRequest,
    goodsStatus: refund.goodsStatus,
    applyPaymentFen: refund.applyPaymentFen,
    applyCarriageFen: refund.applyCarriageFen,
    refundPaymentFen: refund.refundPaymentFen,
    reason: refund.reason.name,
    vouchers: refund.vouchers,
    rejectTimes: refund.rejectTimes,
    freightBill: refund.freightBill,
    timeOutAt: iso(refund.timeOutAt),
    timeOutDoes: refund.timeOutDoes,
    silent: refund.silent,
    inArbitration: refund.inArbitration,
  }
}
