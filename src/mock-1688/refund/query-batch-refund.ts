import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { isOpen } from '../state/refunds/refund.ts'
import { findOrder } from '../trade/find-order.ts'
import { renderRefund } from './render-refund.ts'

const schema = z.looseObject({ orderId: idText, queryType: z.enum(['1', '3']) })

/** The in-sale refunds of an order: type 1 those under way, type 3 those that succeeded; booleans are called `is…` here. */
export const queryBatchRefund: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus',
  needsToken: true,
  required: ['orderId', 'queryType'],
  refuse: (error) => ({ result: null, success: false, errorCode: error.code, errorMessage: error.message }),
  handle(call) {
    const { orderId, queryType } = plainArguments(call.params, schema)
    const order = findOrder(call, orderId, { missing: '5001', foreign: '5002' })
    const hits = call.world.refunds
      .ofOrder(orderId)
      .filter((refund) => !refund.isAfterSale && (queryType === '1' ? isOpen(refund) : refund.status === 'refundsuccess'))
    const models = hits.map((refund) => renameFlags(renderRefund(refund, order, { operations: false, timeOut: false })))
    return { result: { opOrderRefundModels: models }, success: true, errorCode: null, errorMessage: null }
  },
}

const RENAMED: Readonly<Record<string, string>> = {
  onlyRefund: 'isOnlyRefund',
  refundGoods: 'isRefundGoods',
  goodsReceived: 'isGoodsReceived',
  buyerSendGoods: 'isBuyerSendGoods',
}

function renameFlags(model: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [RENAMED[key] ?? key, value]))
}
