import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, PACKING_ROLES } from '../staff-door.ts'
import { readShipment, shipmentExample, shipmentWire } from './shipment-wire.ts'

const side = z.int().min(1).max(10_000)

const packed = z
  .strictObject({
    cartons: z
      .array(
        z
          .strictObject({ lengthMm: side, widthMm: side, heightMm: side, weightG: z.int().min(1).max(1_000_000) })
          .meta({ id: 'StaffCartonInput' }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'StaffPacked' })

export const packShipment = openTo(
  PACKING_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/shipments/{shipmentId}/pack',
    operationId: 'packShipment',
    tag: 'Shipments',
    summary: 'The cartons are closed',
    description: 'True sizes and weights: the freight is priced by them and the partner is asked to pay.',
    scope: null,
    params: z.object({ shipmentId: idWire('shp') }),
    body: packed,
    bodyExample: { cartons: [{ lengthMm: 500, widthMm: 400, heightMm: 380, weightG: 13200 }] },
    response: { status: 200, schema: shipmentWire, example: shipmentExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) => commands.packShipment(tx, { actor: actor(), shipmentId: params.shipmentId, cartons: body.cartons }))
      return readShipment(context, params.shipmentId)
    },
  }),
)
