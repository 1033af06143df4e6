import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { orderDetailExample, orderDetailWire, presentOrderDetail } from './order-detail-presenter.ts'
import { orderTag } from './order-presenter.ts'

export const getOrder = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders/{orderId}',
  operationId: 'getOrder',
  tag: 'Orders',
  summary: 'Read an order',
  description: 'With its lines, where every unit is, what was charged by which rule, and what a cancel would do now.',
  scope: 'orders:read',
  params: z.object({ orderId: idWire('ord') }),
  etag: true,
  response: { status: 200, schema: orderDetailWire, example: orderDetailExample },
  handler: async ({ reads, tenant, params, clock, rules }) => {
    const view = await reads.orderToCancel(tenant, params.orderId)
    if (!view) throw new Problem('resource.not_found')
    return answer(presentOrderDetail(view, { at: clock.now(), rows: rules.rowsFor(tenant) }), { etag: orderTag(view) })
  },
})
