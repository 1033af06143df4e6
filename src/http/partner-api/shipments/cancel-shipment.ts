import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentShipment, shipmentExample, shipmentTag, shipmentWire } from './shipment-presenter.ts'

export const cancelShipment = definePartnerRoute({
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/cancel',
  operationId: 'cancelShipment',
  tag: 'Shipments',
  summary: 'Cancel a shipment',
  description: 'Possible until it is handed over: the units return to your stock and a held payment comes back.',
  scope: 'shipments:write',
  params: z.object({ shipmentId: idWire('shp') }),
  response: { status: 200, schema: shipmentWire, example: { ...shipmentExample, status: 'CANCELLED' } },
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params }) => {
    const view = await commands.cancelShipment(tx, { tenant, actor, shipmentId: params.shipmentId })
    return answer(presentShipment(view), { etag: shipmentTag(view) })
  },
})
