import { z } from 'zod'
import { answer } from '../../answer.ts'
import { externalRefInput, idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { consigneeExample, presentShipment, shipmentExample, shipmentTag, shipmentWire } from './shipment-presenter.ts'

const text = (longest: number) => z.string().min(1).max(longest)

const consigneeInput = z
  .strictObject({
    name: text(100),
    phone: text(40),
    countryCode: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .max(2)
      .meta({ description: 'ISO 3166-1 alpha-2.' }),
    postalCode: text(20),
    region: z.string().max(100),
    city: text(100),
    addressLine: text(300),
  })
  .meta({ id: 'ConsigneeInput', description: 'Who receives the shipment.' })

export const createShipment = definePartnerRoute({
  method: 'POST',
  path: '/v1/shipments',
  operationId: 'createShipment',
  tag: 'Shipments',
  summary: 'Consolidate stock and send it',
  description:
    'Reserves units of your lots for one consignee and estimates the freight. Payment follows once everything is packed and weighed.',
  scope: 'shipments:write',
  cost: 2,
  body: z
    .strictObject({
      items: z
        .array(
          z
            .strictObject({ lotId: idWire('lot'), quantity: z.int().min(1).max(1_000_000) })
            .meta({ id: 'ShipmentItemInput', description: 'Units of one lot.' }),
        )
        .min(1)
        .max(200),
      consignee: consigneeInput,
      lineCode: z
        .string()
        .regex(/^[A-Z][A-Z0-9_-]*$/)
        .max(40)
        .meta({ description: 'The shipping line.' }),
      externalRef: externalRefInput.optional(),
      documentFileIds: z
        .array(idWire('fil'))
        .max(10)
        .optional()
        .meta({ description: 'Files of yours that go with it: an authorization of the brand, papers for the customs.' }),
    })
    .meta({ id: 'CreateShipment' }),
  bodyExample: {
    items: [{ lotId: EXAMPLE.lot, quantity: 46 }],
    consignee: consigneeExample,
    lineCode: 'US-EXPRESS',
    externalRef: 'SHIP-11',
    documentFileIds: [EXAMPLE.file],
  },
  response: { status: 201, schema: shipmentWire, example: shipmentExample },
  problems: [404],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, body }) => {
    const { items, consignee, lineCode, externalRef = null, documentFileIds = [] } = body
    const view = await commands.createShipment(tx, { tenant, actor, items, consignee, lineCode, externalRef, documentFileIds })
    return answer(presentShipment(view), { location: `/v1/shipments/${view.shipment.id}`, etag: shipmentTag(view) })
  },
})
