import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { presentShipment, shipmentExample, shipmentStatusWire, shipmentWire } from './shipment-presenter.ts'

export const listShipments = definePartnerRoute({
  method: 'GET',
  path: '/v1/shipments',
  operationId: 'listShipments',
  tag: 'Shipments',
  summary: 'List shipments',
  description: 'Newest first.',
  scope: 'shipments:read',
  query: z.strictObject({
    status: z.array(shipmentStatusWire).max(22).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(shipmentWire, 'ShipmentList'),
    example: { object: 'list', data: [shipmentExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ states: query.status })
    const page = await reads.shipments(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: ({ shipment }) => shipment, present: presentShipment })
  },
})
