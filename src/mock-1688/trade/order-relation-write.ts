import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'

const schema = z.looseObject({ orderId: z.string(), parentOrderId: z.string(), purchaseOrderId: idText, purchaseParentOrderId: idText })

export const orderRelationWrite: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'order.relation.write',
  needsToken: true,
  required: ['orderRelationParam'],
  refuse: (error) => ({ success: false, code: error.code, message: error.message }),
  handle({ world, params }) {
    const relation = jsonArgument(params, 'orderRelationParam', schema)
    world.relations.set(relation.purchaseParentOrderId, relation)
    world.changes.mark('relations', relation.purchaseParentOrderId)
    return { success: true, code: '200', message: null }
  },
}
