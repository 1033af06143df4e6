import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentRefund, refundExample, refundTag, refundWire } from './refund-presenter.ts'

export const cancelRefund = definePartnerRoute({
  method: 'POST',
  path: '/v1/refunds/{refundId}/cancel',
  operationId: 'cancelRefund',
  tag: 'Refunds',
  summary: 'Withdraw a claim',
  description: 'Possible until the seller has acted on it.',
  scope: 'refunds:write',
  params: z.object({ refundId: idWire('rfc') }),
  response: { status: 200, schema: refundWire, example: { ...refundExample, status: 'CANCELLED', deadlineAt: null } },
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params }) => {
    const refund = await commands.cancelRefund(tx, { tenant, actor, refundId: params.refundId })
    return answer(presentRefund(refund), { etag: refundTag(refund) })
  },
})
