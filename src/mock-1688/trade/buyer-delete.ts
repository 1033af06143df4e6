import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { findOrder } from './find-order.ts'

/** Deletes an order that is closed or finished from the buyer's list, for good. */
export const buyerDelete: Api = {
  namespace: 'com.alibaba.trade',
  name: 'trade.order.buyerdelete',
  needsToken: true,
  required: ['orderId'],
  refuse: refuseFlat,
  handle(call) {
    const { orderId } = plainArguments(call.params, z.looseObject({ orderId: idText }))
    const order = findOrder(call, orderId, { missing: 'ORDER_NOT_EXIST', foreign: '400_3' })
    if (order.status !== 'cancel' && order.status !== 'success')
      throw new BusinessError('ORDER_STATUS_ERROR', `订单状态不支持删除：${order.status}`)
    call.world.orders.remove(order)
    return { success: true, errorCode: null, errorMessage: null }
  },
}
