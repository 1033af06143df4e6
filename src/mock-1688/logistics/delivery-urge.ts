import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { findOrder } from '../trade/find-order.ts'

const DAY_MS = 86_400_000

export const deliveryUrge: Api = {
  namespace: 'com.alibaba.logistics',
  name: 'logistics.delivery.urge',
  needsToken: true,
  required: ['orderId'],
  refuse: refuseInner,
  handle(call) {
    const { orderId } = plainArguments(call.params, z.looseObject({ orderId: idText }))
    const order = findOrder(call, orderId, { missing: '400_2', foreign: '400_3' })
    const now = call.world.clock.now()
    if (order.status !== 'waitsellersend') throw new BusinessError('400_4', '订单状态不支持催发货')
    if (order.urgedAt !== null && now - order.urgedAt < DAY_MS) throw new BusinessError('400_5', '24小时内只能催一次')
    order.urgedAt = now
    return innerResult(true)
  },
}
