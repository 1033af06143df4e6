import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { rawId } from '../protocol/json.ts'
import { gatewayTime } from '../protocol/time.ts'
import type { Order } from '../state/orders/order.ts'
import { LOGISTICS_STATUS, type Parcel } from '../state/parcels/parcel.ts'
import { findOrder } from '../trade/find-order.ts'

export const getLogisticsInfos: Api = {
  namespace: 'com.alibaba.logistics',
  name: 'alibaba.trade.getLogisticsInfos.buyerView',
  needsToken: true,
  required: ['orderId', 'webSite'],
  refuse: refuseFlat,
  handle(call) {
    const { orderId } = plainArguments(call.params, z.looseObject({ orderId: idText }))
    const order = findOrder(call, orderId, { missing: '500_1', foreign: 'order.nopermission.buyer' })
    // Not shipped yet is an error, not an empty list.
    if (order.parcels.length === 0) throw new BusinessError('500_2', '该订单没有物流信息')
    return { success: true, errorCode: null, errorMessage: null, result: order.parcels.map((parcel) => render(order, parcel)) }
  },
}

function render(order: Order, parcel: Parcel): Record<string, unknown> {
  const { address, seller } = order
  const lineOf = (subItemId: string) => order.lines.find((line) => line.subItemId === subItemId)
  return {
    logisticsId: parcel.logisticsId,
    ...(parcel.noLogistics ? {} : { logisticsBillNo: parcel.waybillNo }),
    orderEntryIds: parcel.lines.map((line) => line.subItemId).join(','),
    status: LOGISTICS_STATUS[parcel.status],
    logisticsCompanyId: parcel.courier.id,
    logisticsCompanyNo: parcel.courier.no,
    logisticsCompanyName: parcel.courier.name,
    remarks: '',
    serviceFeature: null,
    gmtSystemSend: gatewayTime(parcel.shippedAt),
    sendGoods: parcel.lines.map((line) => ({
      goodName: lineOf(line.subItemId)?.title ?? '',
      quantity: line.quantity,
      unit: lineOf(line.subItemId)?.unit ?? '件',
    })),
    receiver: {
      receiverName: address.fullName,
      receiverMobile: address.mobile,
      receiverPhone: address.phone,
      receiverProvince: address.province,
      receiverCity: address.city,
      receiverCounty: address.area,
      receiverCountyCode: address.areaCode,
      receiverAddress: address.address,
      encrypt: 'CN',
    },
    sender: {
      senderName: seller.companyName,
      senderMobile: seller.phone,
      senderPhone: '',
      senderProvince: seller.place.province,
      senderCity: seller.place.city,
      senderCounty: seller.place.district,
      senderAddress: seller.street,
      encrypt: 'CN',
    },
    logisticsOrderGoods: parcel.lines.map((line) => ({
      logisticsId: parcel.logisticsId,
      tradeOrderId: rawId(order.orderId),
      tradeOrderItemId: rawId(line.subItemId),
      productName: lineOf(line.subItemId)?.title ?? '',
      description: (lineOf(line.subItemId)?.skuInfos ?? []).map((one) => `${one.name}: ${one.value};`).join(' '),
      quantity: line.quantity,
      unit: lineOf(line.subItemId)?.unit ?? '件',
    })),
  }
}
