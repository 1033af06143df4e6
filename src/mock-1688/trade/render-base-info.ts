import { rawId } from '../protocol/json.ts'
import { yuanNumber } from '../protocol/money.ts'
import { gatewayTime } from '../protocol/time.ts'
import { goodsFen, type Order, totalFen } from '../state/orders/order.ts'

const CHANNEL_NAMES: Readonly<Record<string, string>> = { alipay: '支付宝', shegou: '诚e赊' }

/** `baseInfo` of detail and list: most amounts yuan, `discount` and `refundPayment` fen (spec 4). */
export function renderBaseInfo(order: Order): Record<string, unknown> {
  const refundedFen = order.lines.reduce((sum, line) => sum + line.refundedFen + line.refundedPostageFen, 0)
  return {
    id: rawId(order.orderId),
    idOfStr: order.orderId,
    status: order.status,
    totalAmount: yuanNumber(totalFen(order)),
    sumProductPayment: yuanNumber(goodsFen(order)),
    shippingFee: yuanNumber(order.shippingFeeFen),
    couponFee: 0,
    discount: order.discountFen,
    refund: yuanNumber(refundedFen),
    refundPayment: refundedFen,
    officialSolutionCost: 0,
    ...datesOf(order),
    ...partiesOf(order),
    outOrderId: order.outOrderId,
    refundStatus: order.lines.findLast((line) => line.refundId)?.refundStatus ?? null,
    refundStatusForAs: order.lines.findLast((line) => line.refundIdForAs)?.refundStatus ?? null,
    refundId: order.lines.findLast((line) => line.refundId)?.refundId ?? null,
    closeReason: order.closeReason,
    closeOperateType: order.closeOperateType,
    closeRemark: order.closeRemark,
    tradeType: '50060',
    tradeTypeCode: order.tradeType,
    tradeTypeDesc: '担保交易',
    payChannelCodeList: [order.payChannel],
    payChannelList: [CHANNEL_NAMES[order.payChannel] ?? order.payChannel],
    alipayTradeId: order.alipayTradeId ?? 'UNCREAT',
    businessType: 'cb',
    flowTemplateCode: order.flow,
    remark: order.memo,
    buyerMemo: order.memo,
    buyerRemarkIcon: order.remarkIcon,
    buyerFeedback: order.message,
    overSeaOrder: false,
    sellerOrder: false,
    stepPayAll: false,
    stepOrderList: null,
    newStepOrderList: null,
    inventoryMode: null,
    preOrderId: null,
  }
}

function datesOf(order: Order): Record<string, unknown> {
  const text = (at: number | null): string | null => (at === null ? null : gatewayTime(at))
  return {
    createTime: gatewayTime(order.createdAt),
    modifyTime: gatewayTime(order.modifiedAt),
    payTime: text(order.paidAt),
    allDeliveredTime: text(order.shippedAt),
    receivingTime: text(order.receivedAt),
    confirmedTime: text(order.receivedAt),
    completeTime: text(order.completedAt),
    payTimeout: order.payTimeoutSeconds,
    payTimeoutType: 0,
  }
}

function partiesOf(order: Order): Record<string, unknown> {
  const { address, buyer, seller } = order
  return {
    buyerID: buyer.memberId,
    sellerID: seller.memberId,
    buyerUserId: rawId(buyer.userId),
    sellerUserId: rawId(seller.userId),
    buyerLoginId: buyer.loginId,
    subBuyerLoginId: buyer.loginId,
    sellerLoginId: seller.loginId,
    receiverInfo: {
      toFullName: address.fullName,
      toMobile: address.mobile,
      toPhone: address.phone,
      toPost: address.postCode,
      toDivisionCode: address.areaCode,
      toTownCode: null,
      toArea: [address.province, address.city, address.area, address.town, address.address].filter(Boolean).join(' '),
    },
    buyerContact: {
      name: buyer.loginId,
      mobile: null,
      phone: null,
      imInPlatform: buyer.loginId,
      companyName: null,
      email: null,
      fax: null,
    },
    sellerContact: {
      name: seller.loginId,
      mobile: seller.phone,
      phone: seller.phone,
      imInPlatform: seller.loginId,
      companyName: seller.companyName,
      shopName: seller.companyName,
      wgSenderName: null,
      wgSenderPhone: null,
    },
  }
}
