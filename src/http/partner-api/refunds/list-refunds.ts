import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { idWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { presentRefund, refundExample, refundStatusWire, refundWire } from './refund-presenter.ts'

export const listRefunds = definePartnerRoute({
  method: 'GET',
  path: '/v1/refunds',
  operationId: 'listRefunds',
  tag: 'Refunds',
  summary: 'List refunds',
  description: 'Newest first.',
  scope: 'refunds:read',
  query: z.strictObject({
    orderId: idWire('ord').optional(),
    status: z.array(refundStatusWire).max(24).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(refundWire, 'RefundList'),
    example: { object: 'list', data: [refundExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ orderId: query.orderId, states: query.status })
    const page = await reads.refunds(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: (refund) => refund, present: presentRefund })
  },
})
