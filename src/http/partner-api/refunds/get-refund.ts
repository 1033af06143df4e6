import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentRefund, refundExample, refundTag, refundWire } from './refund-presenter.ts'

export const getRefund = definePartnerRoute({
  method: 'GET',
  path: '/v1/refunds/{refundId}',
  operationId: 'getRefund',
  tag: 'Refunds',
  summary: 'Read a refund',
  description: 'Where the claim stands, until when somebody must act, and what was paid out.',
  scope: 'refunds:read',
  params: z.object({ refundId: idWire('rfc') }),
  etag: true,
  response: { status: 200, schema: refundWire, example: refundExample },
  handler: async ({ reads, tenant, params }) => {
    const refund = await reads.refund(tenant, params.refundId)
    if (!refund) throw new Problem('resource.not_found')
    return answer(presentRefund(refund), { etag: refundTag(refund) })
  },
})
