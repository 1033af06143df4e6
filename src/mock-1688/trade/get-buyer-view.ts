import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import type { BusinessError } from '../protocol/business-error.ts'
import { findOrder } from './find-order.ts'
import { renderOrder } from './render-order.ts'

const schema = z.looseObject({ webSite: z.string(), orderId: idText })

export const getBuyerView: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.get.buyerView',
  needsToken: true,
  required: ['webSite', 'orderId'],
  refuse: refuse,
  handle(call) {
    const { orderId } = plainArguments(call.params, schema)
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    // `success` is text here.
    return { result: renderOrder(call.world, order), success: 'true', errorCode: null, errorMessage: null }
  },
}

function refuse(error: BusinessError): unknown {
  return { success: 'false', errorCode: error.code, errorMessage: error.message }
}
