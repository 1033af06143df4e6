import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { flag, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { findRefund } from './find-refund.ts'
import { renderRefund } from './render-refund.ts'

const schema = z.looseObject({ refundId: z.string(), needTimeOutInfo: flag.default(false), needOrderRefundOperation: flag.default(false) })

export const queryOrderRefund: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.refund.OpQueryOrderRefund',
  needsToken: true,
  required: ['refundId'],
  refuse,
  handle(call) {
    const param = plainArguments(call.params, schema)
    const refund = findRefund(call, param.refundId, { missing: '500', foreign: '500' })
    const order = call.world.orders.find(refund.orderId)
    if (!order) throw new BusinessError('500', '订单不存在')
    const detail = renderRefund(refund, order, { operations: param.needOrderRefundOperation, timeOut: param.needTimeOutInfo })
    return { result: { opOrderRefundModelDetail: detail }, success: true, errorCode: null, errorMessage: null, extErrorMessage: null }
  },
}

/** Errors are `500` with a JSON text in the message. */
function refuse(error: BusinessError): unknown {
  return {
    result: null,
    success: false,
    errorCode: error.code,
    errorMessage: JSON.stringify({ errorCode: 'REFUND_QUERY', errorMsg: error.message }),
    extErrorMessage: null,
  }
}
