import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { findOrder } from '../trade/find-order.ts'

export const refundAddressGet: Api = {
  namespace: 'com.alibaba.fenxiao',
  name: 'refund.address.get',
  needsToken: true,
  required: ['mainOrderId'],
  refuse: (error) => ({ result: null, success: false, errorCode: error.code, errorInfo: error.message }),
  handle(call) {
    const { mainOrderId } = plainArguments(call.params, z.looseObject({ mainOrderId: idText }))
    const order = findOrder(call, mainOrderId, { missing: '400_2', foreign: '400_3' })
    const { seller } = order
    const data = [...new Set(order.lines.map((line) => line.offerId))].map((offerId) => ({
      receiverName: `${seller.loginId}售后部`,
      mobile: seller.phone,
      phone: null,
      contactPhone: seller.phone,
      provinceText: seller.place.province,
      cityText: seller.place.city,
      districtText: seller.place.district,
      townText: null,
      streetAddress: seller.street,
      zipCode: seller.place.zip,
      offerId: Number(offerId),
    }))
    return { result: { data }, success: true, errorCode: null, errorInfo: null }
  },
}
