import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { instantInput, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { lineStatusWire, orderExample, orderWire, presentOrder } from './order-presenter.ts'

export const listOrders = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders',
  operationId: 'listOrders',
  tag: 'Orders',
  summary: 'List orders',
  description: 'Newest first.',
  scope: 'orders:read',
  query: z.strictObject({
    status: z.array(lineStatusWire).max(25).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    externalRef: z.string().min(1).max(64).optional(),
    createdAtGte: instantInput.optional().meta({ description: 'Created at this instant or later.' }),
    createdAtLt: instantInput.optional().meta({ description: 'Created before this instant.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(orderWire, 'OrderList'),
    example: { object: 'list', data: [orderExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({
      states: query.status,
      externalRef: query.externalRef,
      createdAtGte: query.createdAtGte === undefined ? undefined : new Date(query.createdAtGte),
      createdAtLt: query.createdAtLt === undefined ? undefined : new Date(query.createdAtLt),
    })
    const page = await reads.orders(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: ({ order }) => order, present: presentOrder })
  },
})
