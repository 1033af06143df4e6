import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentTopUp, topUpExample, topUpTag, topUpWire } from './top-up-presenter.ts'

export const getTopUp = definePartnerRoute({
  method: 'GET',
  path: '/v1/top-ups/{topUpId}',
  operationId: 'getTopUp',
  tag: 'Wallet',
  summary: 'Read a top-up',
  description: 'Where the money is: asked for, pending, cleared, or taken back.',
  scope: 'wallet:read',
  params: z.object({ topUpId: idWire('top') }),
  etag: true,
  response: { status: 200, schema: topUpWire, example: topUpExample },
  handler: async ({ reads, tenant, params }) => {
    const topUp = await reads.topUp(tenant, params.topUpId)
    if (topUp === undefined) throw new Problem('resource.not_found')
    return answer(presentTopUp(topUp), { etag: topUpTag(topUp) })
  },
})
