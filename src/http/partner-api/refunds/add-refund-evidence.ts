import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { evidenceItemInput } from './evidence-item.ts'
import { presentRefund, refundExample, refundTag, refundWire } from './refund-presenter.ts'

export const addRefundEvidence = definePartnerRoute({
  method: 'POST',
  path: '/v1/refunds/{refundId}/evidence',
  operationId: 'addRefundEvidence',
  tag: 'Refunds',
  summary: 'Hand in evidence',
  description:
    'For a claim in NEEDS_EVIDENCE: files of yours (`POST /v1/files`) or pictures we took, each for one item of `missingEvidence`. When nothing is missing any more the claim goes on; at `deadlineAt` it is closed.',
  scope: 'refunds:write',
  params: z.object({ refundId: idWire('rfc') }),
  body: z
    .strictObject({
      items: z.array(evidenceItemInput).min(1).max(10),
    })
    .meta({ id: 'AddRefundEvidence' }),
  bodyExample: { items: [{ fileId: EXAMPLE.file, item: 'TAPE_MEASURE' }] },
  response: { status: 200, schema: refundWire, example: { ...refundExample, status: 'FILING', deadlineAt: null } },
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params, body }) => {
    const refund = await commands.addRefundEvidence(tx, { tenant, actor, refundId: params.refundId, items: body.items })
    return answer(presentRefund(refund), { etag: refundTag(refund) })
  },
})
