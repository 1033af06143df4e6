import { z } from 'zod'
import { answer } from '../../answer.ts'
import { externalRefInput, idWire, metadataInput } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { exceptionPolicyWire, orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

export const placeOrder = definePartnerRoute({
  method: 'POST',
  path: '/v1/orders',
  operationId: 'placeOrder',
  tag: 'Orders',
  summary: 'Order a quote',
  description: 'Turns an open quote into an order that waits for payment. A quote makes one order; nothing is bought before it is paid.',
  scope: 'orders:write',
  cost: 2,
  body: z
    .strictObject({
      quoteId: idWire('quo'),
      externalRef: externalRefInput.optional(),
      metadata: metadataInput.optional(),
      note: z.string().max(500).optional().meta({ description: 'For our buyers; not shown to sellers.' }),
      exceptionPolicy: exceptionPolicyWire
        .optional()
        .meta({ description: 'For units with a problem when you stay silent; ACCEPT_AS_IS unless said.' }),
    })
    .meta({ id: 'PlaceOrder' }),
  bodyExample: { quoteId: EXAMPLE.quote, externalRef: 'PO-2026-1107', metadata: { campaign: 'winter' } },
  response: { status: 201, schema: orderWire, example: orderExample },
  problems: [404, 410],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, body }) => {
    const view = await commands.placeOrder(tx, {
      tenant,
      actor,
      quoteId: body.quoteId,
      externalRef: body.externalRef ?? null,
      metadata: body.metadata ?? {},
      note: body.note ?? null,
      exceptionPolicy: body.exceptionPolicy ?? 'ACCEPT_AS_IS',
    })
    return answer(presentOrder(view), { location: `/v1/orders/${view.order.id}`, etag: orderTag(view) })
  },
})
