import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { inspectionExample, inspectionTag, inspectionWire, presentInspection } from './inspection-presenter.ts'

export const getInspection = definePartnerRoute({
  method: 'GET',
  path: '/v1/inspections/{inspectionId}',
  operationId: 'getInspection',
  tag: 'Warehouse',
  summary: 'Read an inspection',
  description: 'What was found, with photos, and until when a decision is asked of you.',
  scope: 'warehouse:read',
  params: z.object({ inspectionId: idWire('ins') }),
  etag: true,
  response: { status: 200, schema: inspectionWire, example: inspectionExample },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.inspection(tenant, params.inspectionId)
    if (!view) throw new Problem('resource.not_found')
    return answer(presentInspection(view), { etag: inspectionTag(view) })
  },
})
