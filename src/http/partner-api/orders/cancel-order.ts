import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { orderDetailExample, orderDetailWire, presentOrderDetail } from './order-detail-presenter.ts'
import { orderTag } from './order-presenter.ts'

export const cancelOrder = definePartnerRoute({
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  operationId: 'cancelOrder',
  tag: 'Orders',
  summary: 'Cancel an order',
  description:
    'Free of charge until the seller is paid: every line that can still be stopped is, and its money comes back. A line the seller was paid for but has not shipped becomes a refund claim of type BEFORE_SHIPMENT, and our fee is kept. Shipped lines stay. While the seller is being asked or paid the wish is kept and carried out once the outcome is known; `cancellation.asked` shows it until then, and `order.cancelled` or `order.cancel_too_late` tells how it ended. What a cancel would do now is in `cancellation` of the order.',
  scope: 'orders:write',
  params: z.object({ orderId: idWire('ord') }),
  body: z
    .strictObject({
      reason: z.string().max(500).optional(),
      onlyIfFree: z
        .boolean()
        .optional()
        .meta({ description: 'Cancel only what costs nothing; lines that would become a claim stay. False unless said.' }),
    })
    .meta({ id: 'CancelOrder' }),
  bodyExample: { reason: 'The customer changed the address.' },
  response: { status: 200, schema: orderDetailWire, example: { ...orderDetailExample, status: 'CANCELLED' } },
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params, body, clock, rules }) => {
    const view = await commands.cancelOrder(tx, {
      tenant,
      actor,
      orderId: params.orderId,
      reason: body.reason ?? null,
      onlyIfFree: body.onlyIfFree ?? false,
    })
    return answer(presentOrderDetail(view, { at: clock.now(), rows: rules.rowsFor(tenant) }), { etag: orderTag(view) })
  },
})
