import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { idWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { parcelExample, parcelStatusWire, parcelWire, presentParcel } from './parcel-presenter.ts'

export const listParcels = definePartnerRoute({
  method: 'GET',
  path: '/v1/parcels',
  operationId: 'listParcels',
  tag: 'Warehouse',
  summary: 'List parcels',
  description: 'Newest first.',
  scope: 'warehouse:read',
  query: z.strictObject({
    orderId: idWire('ord').optional(),
    status: z.array(parcelStatusWire).max(20).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(parcelWire, 'ParcelList'),
    example: { object: 'list', data: [parcelExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ orderId: query.orderId, states: query.status })
    const page = await reads.parcels(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: ({ parcel }) => parcel, present: presentParcel })
  },
})
