import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { plainArguments } from '../protocol/arguments.ts'
import { bareSuccess, refuseBare } from '../protocol/envelopes.ts'
import { moveRefund } from '../state/refunds/move-refund.ts'
import { findRefund } from './find-refund.ts'

export const cancelRefund: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.cancelRefund',
  // Listed among the APIs without a token (spec 1.1); who sends one anyway is not refused.
  needsToken: false,
  required: ['refundId'],
  refuse: refuseBare,
  handle(call) {
    const { refundId } = plainArguments(call.params, z.looseObject({ refundId: z.string() }))
    const refund = findRefund(call, refundId, { missing: '5001', foreign: '5002' })
    moveRefund(call.world, refund, { event: 'close', operator: 'buyer', action: 'BUYER_CANCEL_REFUND_CLOSE' })
    return bareSuccess()
  },
}
