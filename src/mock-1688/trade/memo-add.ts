import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, optionalText, plainArguments } from '../protocol/arguments.ts'
import { refuseFlatMsg } from '../protocol/envelopes.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({ orderId: idText, memo: z.string(), remarkIcon: optionalText })

export const memoAdd: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.order.memoAdd',
  needsToken: true,
  required: ['orderId', 'memo'],
  refuse: refuseFlatMsg,
  handle(call) {
    const { orderId, memo, remarkIcon } = plainArguments(call.params, schema)
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    order.memo = memo
    order.remarkIcon = remarkIcon
    // The documents' own sample: success together with an error code.
    if (call.variant === 'successWithCode') return { success: true, errorCode: '400_4', errorMsg: '' }
    return { success: true, errorCode: null, errorMsg: null }
  },
}
