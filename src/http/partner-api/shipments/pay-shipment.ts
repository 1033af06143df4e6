import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentShipment, shipmentExample, shipmentTag, shipmentWire } from './shipment-presenter.ts'

export const payShipment = definePartnerRoute({
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/pay',
  operationId: 'payShipment',
  tag: 'Shipments',
  summary: 'Pay the freight from the wallet',
  description: 'Payment 2: holds the freight of the packed cartons in your wallet; it is taken when the shipment is handed over.',
  scope: 'shipments:pay',
  params: z.object({ shipmentId: idWire('shp') }),
  response: { status: 200, schema: shipmentWire, example: { ...shipmentExample, status: 'READY', paidAt: '2026-11-22T01:05:00.000Z' } },
  problems: [402],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params }) => {
    const view = await commands.payShipment(tx, { tenant, actor, shipmentId: params.shipmentId })
    return answer(presentShipment(view), { etag: shipmentTag(view) })
  },
})
