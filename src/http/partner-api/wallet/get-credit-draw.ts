import { z } from 'zod'
import { answer, versionTag } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { creditDrawExample, creditDrawWire, presentCreditDraw } from './credit-draw-presenter.ts'

export const getCreditDraw = definePartnerRoute({
  method: 'GET',
  path: '/v1/credit-draws/{drawId}',
  operationId: 'getCreditDraw',
  tag: 'Wallet',
  summary: 'Read a draw on credit',
  description: 'What was bought with it, when it is due, and what of it is still owed.',
  scope: 'wallet:read',
  params: z.object({ drawId: idWire('crd') }),
  etag: true,
  response: { status: 200, schema: creditDrawWire, example: creditDrawExample },
  handler: async ({ reads, tenant, params }) => {
    const draw = await reads.creditDraw(tenant, params.drawId)
    if (draw === undefined) throw new Problem('resource.not_found')
    return answer(presentCreditDraw(draw), { etag: versionTag(draw.version) })
  },
})
