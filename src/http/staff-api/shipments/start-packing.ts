import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, PACKING_ROLES } from '../staff-door.ts'
import { readShipment, shipmentExample, shipmentWire } from './shipment-wire.ts'

export const startPacking = openTo(
  PACKING_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/shipments/{shipmentId}/start-packing',
    operationId: 'startPacking',
    tag: 'Shipments',
    summary: 'Take a shipment to the packing bench',
    description: 'It leaves the pick list; taking your own again changes nothing.',
    scope: null,
    params: z.object({ shipmentId: idWire('shp') }),
    response: { status: 200, schema: shipmentWire, example: shipmentExample },
    problems: [401, 403, 409],
    handler: async (context) => {
      const { unitOfWork, commands, params, actor } = context
      await unitOfWork.run((tx) => commands.startPacking(tx, { actor: actor(), shipmentId: params.shipmentId }))
      return readShipment(context, params.shipmentId)
    },
  }),
)
