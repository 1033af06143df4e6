import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { cancellationExample, cancellationWire, presentCancellation } from './cancellation-presenter.ts'
import { orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

const orderDetailWire = orderWire
  .extend({ cancellation: cancellationWire })
  .meta({ id: 'OrderDetail', description: 'An order, and what cancelling it would do now.' })

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
  response: { status: 200, schema: orderDetailWire, example: { ...orderExample, cancellation: cancellationExample } },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.orderToCancel(tenant, params.orderId)
    if (!view) throw new Problem('resource.not_found')
    return answer({ ...presentOrder(view), cancellation: presentCancellation(view) }, { etag: orderTag(view) })
  },
})
