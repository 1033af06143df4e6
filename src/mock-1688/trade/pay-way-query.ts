import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlatMsg } from '../protocol/envelopes.ts'
import { rawId } from '../protocol/json.ts'
import { beijingTime } from '../protocol/time.ts'
import { totalFen } from '../state/orders/order.ts'
import { findOrder } from './find-order.ts'

export const payWayQuery: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.payWay.query',
  needsToken: true,
  required: ['orderId'],
  refuse: refuseFlatMsg,
  handle(call) {
    const { orderId } = plainArguments(call.params, z.looseObject({ orderId: idText }))
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    if (order.status !== 'waitbuyerpay') throw new BusinessError('500_2', '订单状态不支持付款')
    return {
      success: true,
      errorCode: null,
      errorMsg: null,
      resultList: {
        orderId: rawId(order.orderId),
        payFee: totalFen(order),
        timeout: beijingTime(order.payExpiresAt),
        channels: [
          { code: 1, name: '支付宝' },
          { code: 3, name: '诚e赊' },
          { code: 20, name: '跨境宝' },
        ],
      },
    }
  },
}
