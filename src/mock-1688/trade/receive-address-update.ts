import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { addressSchema, receiverOf } from '../state/orders/address.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({ orderId: idText, receiveAddress: addressSchema })

/** Another address for an order nobody shipped yet; by the setting `addressChange` the seller is asked first, or never agrees. */
export const receiveAddressUpdate: Api = {
  namespace: 'com.alibaba.trade',
  name: 'order.receiveAddress.buyerUpdate',
  needsToken: true,
  required: ['param'],
  refuse: refuseInner,
  handle(call) {
    const { orderId, receiveAddress } = jsonArgument(call.params, 'param', schema)
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    const unshipped = order.status === 'waitbuyerpay' || order.status === 'waitsellersend'
    if (!unshipped || order.parcels.length > 0) throw new BusinessError('400_4', `订单状态不支持修改地址：${order.status}`)
    const address = receiverOf(receiveAddress)
    const { addressChange } = call.world.settings
    if (addressChange === 'refused') throw new BusinessError('500_1', '卖家不同意修改收货地址')
    if (addressChange === 'asksSeller') order.wantedAddress = address
    else order.address = address
    order.modifiedAt = call.world.clock.now()
    return innerResult({ needSellerAgree: addressChange === 'asksSeller' })
  },
}
