import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, plainArguments } from '../protocol/arguments.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { REASONS } from '../state/refunds/reasons.ts'
import { refundScope } from './refund-scope.ts'

const schema = z.looseObject({ orderId: idText, goodsStatus: z.string() })

export const getRefundReasonList: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.getRefundReasonList',
  needsToken: true,
  required: ['orderId', 'orderEntryIds', 'goodsStatus'],
  refuse: refuseInner,
  handle(call) {
    const param = plainArguments(call.params, schema)
    const entryIds = jsonArgument(call.params, 'orderEntryIds', z.array(idText).min(1))
    const { goodsStatus } = refundScope(call, { ...param, entryIds })
    return innerResult({ reasons: REASONS[goodsStatus].map((reason) => ({ ...reason, id: Number(reason.id) })) })
  },
}
