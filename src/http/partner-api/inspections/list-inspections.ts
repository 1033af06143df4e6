import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { idWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { inspectionExample, inspectionStatusWire, inspectionWire, presentInspection } from './inspection-presenter.ts'

export const listInspections = definePartnerRoute({
  method: 'GET',
  path: '/v1/inspections',
  operationId: 'listInspections',
  tag: 'Warehouse',
  summary: 'List inspections',
  description: 'Newest first.',
  scope: 'warehouse:read',
  query: z.strictObject({
    orderId: idWire('ord').optional(),
    status: z.array(inspectionStatusWire).max(12).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(inspectionWire, 'InspectionList'),
    example: { object: 'list', data: [inspectionExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ orderId: query.orderId, states: query.status })
    const page = await reads.inspections(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: ({ inspection }) => inspection, present: presentInspection })
  },
})
