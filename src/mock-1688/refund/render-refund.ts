import { rawId } from '../protocol/json.ts'
import { gatewayTime } from '../protocol/time.ts'
import type { Order } from '../state/orders/order.ts'
import type { DisputeRequest, GoodsStatus, Refund, RefundOperation, RefundOperator } from '../state/refunds/refund.ts'

/** The model's ints for the request's words (spec 2.18); 3 sent back. The int of a money-only refund is our guess. */
const GOODS_STATUS: Readonly<Record<GoodsStatus, number>> = {
  refundWaitSellerSend: 1,
  refundWaitBuyerReceive: 1,
  refundBuyerReceived: 2,
  aftersaleBuyerNotReceived: 1,
  aftersaleBuyerReceived: 2,
}
const DISPUTE_REQUEST: Readonly<Record<DisputeRequest, number>> = { refund: 1, returnRefund: 3 }
const ROLES: Readonly<Record<RefundOperator, number>> = { buyer: 1, seller: 2, system: 4 }
const TIME_OUT_TEXTS = { agree: '系统自动同意', close: '系统自动关闭', refund: '系统自动退款' } as const

/** A refund as 1688's models have it: amounts in fen, most words as ints. */
export function renderRefund(refund: Refund, order: Order, parts: { operations: boolean; timeOut: boolean }): Record<string, unknown> {
  const isReturn = refund.disputeRequest === 'returnRefund'
  return {
    refundId: refund.refundId,
    id: rawId(refund.number),
    orderId: rawId(refund.orderId),
    orderEntryIdList: refund.entryIds.map(rawId),
    orderEntryCountMap: refund.counts,
    status: refund.status,
    disputeType: refund.isAfterSale ? 2 : 1,
    disputeRequest: DISPUTE_REQUEST[refund.disputeRequest],
    goodsStatus: refund.freightBill ? 3 : GOODS_STATUS[refund.goodsStatus],
    applyPayment: refund.applyPaymentFen,
    applyCarriage: refund.applyCarriageFen,
    refundPayment: refund.refundPaymentFen,
    refundCarriage: refund.refundCarriageFen,
    canRefundPayment: refund.canRefundFen,
    applyExpect: refund.applyPaymentFen,
    frozenFund: -1,
    applyReasonId: Number(refund.reason.id),
    applyReason: refund.reason.name,
    rejectReason: refund.rejectReason,
    rejectTimes: refund.rejectTimes,
    onlyRefund: !isReturn,
    refundGoods: isReturn,
    goodsReceived: GOODS_STATUS[refund.goodsStatus] === 2,
    buyerSendGoods: refund.freightBill !== null,
    freightBill: refund.freightBill,
    buyerLogisticsName: refund.courierName,
    buyerMemberId: order.buyer.memberId,
    sellerMemberId: order.seller.memberId,
    ...(isReturn ? returnAddress(order) : {}),
    tradeTypeStr: '50060',
    ...datesOf(refund, parts.timeOut),
    extInfo: {
      payMode: order.payChannel === 'shegou' ? 'fundFreeze' : 'alipay',
      ...(refund.reason.name.startsWith('七天') ? { '7d': '1' } : {}),
    },
    refundOperationList: parts.operations ? refund.operations.map((operation) => renderOperation(refund, operation)) : [],
  }
}

export function renderOperation(refund: Refund, operation: RefundOperation): Record<string, unknown> {
  return {
    operateTypeInt: operation.type,
    operateRemark: operation.remark,
    discription: operation.text,
    operatorRoleId: ROLES[operation.operator],
    // In the documented samples both are the same.
    beforeOperateStatus: operation.after,
    afterOperateStatus: operation.after,
    freightBill: operation.type === 10 ? refund.freightBill : null,
    logisticsCompany: operation.type === 10 ? { companyName: refund.courierName } : null,
    vouchers: operation.vouchers,
    gmtCreate: gatewayTime(operation.at),
  }
}

/** Where the seller wants the goods back. */
function returnAddress(order: Order): Record<string, unknown> {
  const { seller } = order
  return {
    sellerRealName: `${seller.loginId}售后部`,
    sellerMobile: seller.phone,
    sellerTel: null,
    sellerReceiveAddress: `${seller.place.province} ${seller.place.city} ${seller.place.district} ${seller.street}`,
  }
}

function datesOf(refund: Refund, withTimeOut: boolean): Record<string, unknown> {
  return {
    gmtApply: gatewayTime(refund.appliedAt),
    gmtCreate: gatewayTime(refund.appliedAt),
    gmtModified: gatewayTime(refund.modifiedAt),
    gmtCompleted: refund.completedAt && gatewayTime(refund.completedAt),
    gmtTimeOut: withTimeOut && refund.timeOutAt ? gatewayTime(refund.timeOutAt) : null,
    timeOutOperateType: withTimeOut && refund.timeOutDoes ? TIME_OUT_TEXTS[refund.timeOutDoes] : null,
  }
}
