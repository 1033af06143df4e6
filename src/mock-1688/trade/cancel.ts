import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, optionalText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { closeOrder } from '../state/orders/close-order.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({
  webSite: z.string(),
  tradeID: idText,
  cancelReason: z.enum(['buyerCancel', 'sellerGoodsLack', 'other']),
  remark: optionalText,
})

export const cancelTrade: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.cancel',
  needsToken: true,
  required: ['webSite', 'tradeID', 'cancelReason'],
  refuse: refuseFlat,
  handle(call) {
    const param = plainArguments(call.params, schema)
    const order = findOrder(call, param.tradeID, { missing: 'ORDER_NOT_EXIST', foreign: '400_3' })
    if (order.status !== 'waitbuyerpay') throw new BusinessError('ORDER_STATUS_ERROR', `订单状态不是等待买家付款：${order.status}`)
    const ageMs = call.world.clock.now() - order.createdAt
    if (ageMs < call.world.settings.cancelMinAgeSeconds * 1000) throw new BusinessError('CLOSE_ORDER_TOO_FAST', '下单后10秒内不能关闭订单')
    closeOrder(call.world, order, { by: 'CLOSE_TRADE_BY_BUYER', reason: param.cancelReason, remark: param.remark })
    return { success: true, errorCode: null, errorMessage: null }
  },
}
