import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { readShipment, shipmentExample, shipmentWire } from './shipment-wire.ts'

export const showShipment = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/shipments/{shipmentId}',
    operationId: 'showShipment',
    tag: 'Shipments',
    summary: 'A consolidation',
    description: 'What to pick and where, the proposed and the true cartons, and what you may do now.',
    scope: null,
    params: z.object({ shipmentId: idWire('shp') }),
    response: { status: 200, schema: shipmentWire, example: shipmentExample },
    problems: [401, 403],
    handler: async (context) => readShipment(context, context.params.shipmentId),
  }),
)
