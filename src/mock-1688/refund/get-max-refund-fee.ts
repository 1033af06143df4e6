import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { decimal, idText, jsonArgument } from '../protocol/arguments.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { limitsOf, refundScope } from './refund-scope.ts'

const schema = z.looseObject({
  goodsStatus: z.string(),
  orderId: idText,
  refundGoodsCountList: z.array(z.looseObject({ id: idText, count: decimal })).nullish(),
})

export const getMaxRefundFee: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.getMaxRefundFee',
  needsToken: true,
  required: ['input'],
  refuse: refuseInner,
  handle(call) {
    const param = jsonArgument(call.params, 'input', schema)
    const asked = param.refundGoodsCountList ?? []
    const all = call.world.orders.find(param.orderId)?.lines.filter((line) => line.status !== 'cancel') ?? []
    const entryIds = asked.length > 0 ? asked.map((entry) => entry.id) : all.map((line) => line.subItemId)
    const { lines } = refundScope(call, { ...param, entryIds })
    const limits = limitsOf(lines, Object.fromEntries(asked.map((entry) => [entry.id, entry.count])))
    return innerResult({ maxGoodsFee: limits.goodsFen, maxPostFee: limits.postFen, maxRefundFee: limits.goodsFen + limits.postFen })
  },
}
