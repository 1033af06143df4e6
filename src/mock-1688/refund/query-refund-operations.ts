import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { pageNumber, plainArguments } from '../protocol/arguments.ts'
import { findRefund } from './find-refund.ts'
import { renderOperation } from './render-refund.ts'

const schema = z.looseObject({ refundId: z.string(), pageNo: pageNumber, pageSize: pageNumber })

export const queryRefundOperations: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.refund.OpQueryOrderRefundOperationList',
  needsToken: true,
  required: ['refundId', 'pageNo', 'pageSize'],
  refuse: (error) => ({ result: null, success: false, errorCode: error.code, errorMessage: error.message }),
  handle(call) {
    const { refundId, pageNo, pageSize } = plainArguments(call.params, schema)
    const refund = findRefund(call, refundId, { missing: '500', foreign: '500' })
    const from = (pageNo - 1) * pageSize
    const operations = refund.operations.slice(from, from + pageSize).map((operation) => renderOperation(refund, operation))
    return {
      result: { opOrderRefundOperationModels: operations, totalCount: refund.operations.length },
      success: true,
      errorCode: null,
      errorMessage: null,
    }
  },
}
