import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { instantInput, listWire, pageQuery, supplierIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { lineStatusWire, orderExample, orderWire, presentOrder } from './order-presenter.ts'

export const listOrders = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders',
  operationId: 'listOrders',
  tag: 'Orders',
  summary: 'List orders',
  description:
    'Newest first; with `updatedAtGte` or `updatedAtLt` the one changed last comes first: ask for what changed since your last look, and keep the newest `updatedAt` you saw. An order that changes while you page moves to the front: the next look finds it.',
  scope: 'orders:read',
  query: z.strictObject({
    status: z.array(lineStatusWire).max(25).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    externalRef: z.string().min(1).max(64).optional(),
    supplierId: supplierIdWire.optional().meta({ description: 'Orders that hold goods of this supplier.' }),
    createdAtGte: instantInput.optional().meta({ description: 'Created at this instant or later.' }),
    createdAtLt: instantInput.optional().meta({ description: 'Created before this instant.' }),
    updatedAtGte: instantInput.optional().meta({ description: 'Changed at this instant or later.' }),
    updatedAtLt: instantInput.optional().meta({ description: 'Changed before this instant.' }),
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
      sellerOpenId: query.supplierId?.slice('sup_'.length),
      createdAtGte: toDate(query.createdAtGte),
      createdAtLt: toDate(query.createdAtLt),
      updatedAtGte: toDate(query.updatedAtGte),
      updatedAtLt: toDate(query.updatedAtLt),
    })
    const isByUpdate = query.updatedAtGte !== undefined || query.updatedAtLt !== undefined
    const page = await reads.orders(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, {
      cursors,
      query,
      position: ({ order }) => (isByUpdate ? { createdAt: order.updatedAt, id: order.id } : order),
      present: presentOrder,
    })
  },
})

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}
