import { z } from 'zod'
import { PRICE_DECISIONS } from '../../../domain/use-cases.ts'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

export const answerPrice = definePartnerRoute({
  method: 'POST',
  path: '/v1/orders/{orderId}/price-confirmation',
  operationId: 'answerPrice',
  tag: 'Orders',
  summary: 'Answer a changed price',
  description:
    'For every line in PRICE_CONFIRM_HOLD, at the price the line shows in `priceConfirmation`. `accept` holds the difference in your wallet at the rate of the quote and the purchase goes on; `reject` cancels the lines, and their money comes back as soon as the seller’s order is closed. Silence until `answerBefore` is a `reject`.',
  scope: 'orders:pay',
  params: z.object({ orderId: idWire('ord') }),
  body: z.strictObject({ decision: z.enum(PRICE_DECISIONS) }).meta({ id: 'PriceAnswer' }),
  bodyExample: { decision: 'accept' },
  response: { status: 200, schema: orderWire, example: { ...orderExample, status: 'PURCHASING' } },
  problems: [402],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params, body }) => {
    const view = await commands.answerPrice(tx, { tenant, actor, orderId: params.orderId, decision: body.decision })
    return answer(presentOrder(view), { etag: orderTag(view) })
  },
})
