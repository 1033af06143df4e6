import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { isPayable } from './pay-url.ts'

const platform = z.looseObject({ payPlatformType: z.enum(['PC', 'WIRELESS']) })

/** The combined cashier: all orders or none. */
export const groupPayUrl: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.grouppay.url.get',
  needsToken: true,
  required: ['orderIds', 'payPlatformType'],
  refuse: (error) => ({ results: { payUrl: null, success: false, errorCode: error.code, errorInfo: error.message } }),
  handle(call) {
    const { payPlatformType } = plainArguments(call.params, platform)
    const ids = jsonArgument(call.params, 'orderIds', z.array(idText).min(1))
    if (!ids.every((id) => isPayable(call, call.world.orders.find(id)))) throw new BusinessError('400_4', '存在不能支付的订单')
    const page = payPlatformType === 'PC' ? 'cashier' : 'wireless-cashier'
    return {
      results: { payUrl: `${call.world.publicUrl}/${page}?orderId=${ids.join(';')}`, success: true, errorCode: null, errorInfo: null },
    }
  },
}
