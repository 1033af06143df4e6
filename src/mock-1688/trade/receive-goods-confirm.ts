import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { bareSuccess, refuseBare } from '../protocol/envelopes.ts'
import { confirmReceipt } from '../state/orders/confirm-receipt.ts'
import { findOrder } from './find-order.ts'

export const receiveGoodsConfirm: Api = {
  namespace: 'com.alibaba.trade',
  name: 'trade.receivegoods.confirm',
  needsToken: true,
  required: ['orderId', 'orderEntryIds'],
  refuse: refuseBare,
  handle(call) {
    const { orderId } = plainArguments(call.params, z.looseObject({ orderId: idText }))
    const entryIds = jsonArgument(call.params, 'orderEntryIds', z.array(idText).min(1))
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    const lines = entryIds.map((id) => order.lines.find((line) => line.subItemId === id))
    if (lines.includes(undefined)) throw new BusinessError('400_4', '子订单不属于该订单')
    if (lines.some((line) => !line || line.shippedQuantity === 0 || line.receivedAt !== null))
      throw new BusinessError('400_5', '订单状态不支持确认收货')
    confirmReceipt(call.world, order, entryIds)
    return bareSuccess()
  },
}
