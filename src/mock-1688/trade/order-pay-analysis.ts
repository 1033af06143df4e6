import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, plainArguments } from '../protocol/arguments.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { rawId } from '../protocol/json.ts'
import { totalFen } from '../state/orders/order.ts'
import { isPayable } from './pay-url.ts'

const CHANNELS = ['alipay', 'shegou', 'kjpayV2'] as const
const KUAJINGBAO_MAX = 30

/** Which of the orders can be paid together by a channel, and for how much: advice only. The channel's key is misspelt. */
export const orderPayAnalysis: Api = {
  namespace: 'com.alibaba.trade',
  name: 'trade.orderpay.analysis',
  needsToken: true,
  required: ['orderIds', 'payChannel'],
  refuse: refuseFlat,
  handle(call) {
    const { payChannel } = plainArguments(call.params, z.looseObject({ payChannel: z.enum(CHANNELS) }))
    const ids = jsonArgument(call.params, 'orderIds', z.array(idText).min(1))
    const orders = ids.flatMap((id) => {
      const order = call.world.orders.find(id)
      return order && isPayable(call, order) ? [order] : []
    })
    const signed = payChannel !== 'shegou' || call.world.settings.debitChannels.includes('SHEGOU')
    const avaliable = orders.length > 0 && signed && (payChannel !== 'kjpayV2' || orders.length <= KUAJINGBAO_MAX)
    return {
      orderTotalCount: orders.length,
      totalPayFee: orders.reduce((sum, order) => sum + totalFen(order), 0),
      orderIds: orders.map((order) => rawId(order.orderId)),
      payChannel: { channel: payChannel, avaliable },
    }
  },
}
