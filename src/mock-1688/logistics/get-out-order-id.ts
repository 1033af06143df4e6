import type { Api } from '../protocol/api.ts'
import { rawId } from '../protocol/json.ts'

/** A warehouse maps a parcel to our order: only for orders made with `outOrderId` and `dropshipping=y`. */
export const getOutOrderId: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'logistics.order.getOutOrderId',
  needsToken: true,
  required: ['shipmentId'],
  refuse: (error) => ({ success: false, msg: error.message, model: null }),
  handle({ world, params, buyer }) {
    const parcel = world.orders.parcel(params.shipmentId ?? '')
    const order = parcel && world.orders.find(parcel.orderId)
    if (!order || order.buyer.memberId !== buyer.memberId || !order.dropshipping || order.outOrderId === null)
      return { success: false, msg: '没有找到对应的外部订单', model: null }
    return { success: true, msg: null, model: { outOrderId: order.outOrderId, orderId: rawId(order.orderId) } }
  },
}
