import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, PACKING_ROLES } from '../staff-door.ts'
import { readShipment, shipmentExample, shipmentWire } from './shipment-wire.ts'

export const handOverShipment = openTo(
  PACKING_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/shipments/{shipmentId}/hand-over',
    operationId: 'handOverShipment',
    tag: 'Shipments',
    summary: 'The carrier has it',
    description: 'Only once it is paid and labelled; from then on it cannot be cancelled.',
    scope: null,
    params: z.object({ shipmentId: idWire('shp') }),
    response: { status: 200, schema: shipmentWire, example: shipmentExample },
    problems: [401, 403, 409],
    handler: async (context) => {
      const { unitOfWork, commands, params, actor } = context
      await unitOfWork.run((tx) => commands.handOverShipment(tx, { actor: actor(), shipmentId: params.shipmentId }))
      return readShipment(context, params.shipmentId)
    },
  }),
)
