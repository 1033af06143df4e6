import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentShipment, shipmentExample, shipmentTag, shipmentWire } from './shipment-presenter.ts'

export const getShipment = definePartnerRoute({
  method: 'GET',
  path: '/v1/shipments/{shipmentId}',
  operationId: 'getShipment',
  tag: 'Shipments',
  summary: 'Read a shipment',
  description: 'With its items, cartons, freight and tracking.',
  scope: 'shipments:read',
  params: z.object({ shipmentId: idWire('shp') }),
  etag: true,
  response: { status: 200, schema: shipmentWire, example: shipmentExample },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.shipment(tenant, params.shipmentId)
    if (!view) throw new Problem('resource.not_found')
    return answer(presentShipment(view), { etag: shipmentTag(view) })
  },
})
