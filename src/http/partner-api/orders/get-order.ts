import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

export const getOrder = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders/{orderId}',
  operationId: 'getOrder',
  tag: 'Orders',
  summary: 'Read an order',
  description: 'With its lines, where every unit is, and what was charged by which rule.',
  scope: 'orders:read',
  params: z.object({ orderId: idWire('ord') }),
  etag: true,
  response: { status: 200, schema: orderWire, example: orderExample },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.order(tenant, params.orderId)
    if (!view) throw new Problem('resource.not_found')
    return answer(presentOrder(view), { etag: orderTag(view) })
  },
})
