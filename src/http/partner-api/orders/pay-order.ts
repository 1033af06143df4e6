import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

export const payOrder = definePartnerRoute({
  method: 'POST',
  path: '/v1/orders/{orderId}/pay',
  operationId: 'payOrder',
  tag: 'Orders',
  summary: 'Pay an order from the wallet',
  description: 'Holds the total in your wallet and starts the purchase. What cannot be bought is released line by line.',
  scope: 'orders:pay',
  cost: 2,
  params: z.object({ orderId: idWire('ord') }),
  response: { status: 200, schema: orderWire, example: { ...orderExample, status: 'PURCHASING', paidAt: '2026-11-22T01:05:00.000Z' } },
  problems: [402],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params }) => {
    const view = await commands.payOrder(tx, { tenant, actor, orderId: params.orderId })
    return answer(presentOrder(view), { etag: orderTag(view) })
  },
})
