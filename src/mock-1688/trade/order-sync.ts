import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({ orderId: z.string().min(1), purchaseOrderId: idText })

/** Writes our order back to 1688 with whatever else the caller knows of it; kept beside `order.relation.write`. The members are our guess. */
export const orderSync: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'trade.cross.orderSync',
  needsToken: true,
  required: ['orderSyncParam'],
  refuse: (error) => ({ success: false, code: error.code, message: error.message }),
  handle(call) {
    const synced = jsonArgument(call.params, 'orderSyncParam', schema)
    const order = findOrder(call, synced.purchaseOrderId, { missing: '400_2', foreign: '400_3' })
    const known = call.world.relations.get(order.orderId)
    call.world.relations.set(order.orderId, { ...(known as object | undefined), ...synced })
    call.world.changes.mark('relations', order.orderId)
    return { success: true, code: '200', message: null }
  },
}
