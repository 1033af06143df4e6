import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { bareSuccess, refuseBare } from '../protocol/envelopes.ts'
import { askForArbitration } from '../state/refunds/arbitrate.ts'
import { findRefund } from './find-refund.ts'

const schema = z.looseObject({ refundId: z.string(), description: z.string().min(2).max(500) })

/** Calls the platform in after the seller refused. The name of the text's argument is our guess. */
export const arbitrationApply: Api = {
  namespace: 'com.alibaba.trade',
  name: 'trade.arbitration.apply',
  needsToken: true,
  required: ['refundId', 'description'],
  refuse: refuseBare,
  handle(call) {
    const { refundId, description } = plainArguments(call.params, schema)
    const refund = findRefund(call, refundId, { missing: '4005', foreign: '4006' })
    if (refund.status !== 'waitbuyermodify' || refund.inArbitration)
      throw new BusinessError('4007', `退款状态不支持申请介入：${refund.status}`)
    askForArbitration(call.world, refund, description)
    return bareSuccess()
  },
}
