import { z } from 'zod'
import { SHIPMENT_STATES } from '../../../domain/shipments/shipment-states.ts'
import type { ShipmentView } from '../../../domain/use-cases.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'
import { chargeWire, presentCharge } from '../quotes/charge-presenter.ts'

export const shipmentStatusWire = z
  .enum(SHIPMENT_STATES)
  .meta({ id: 'ShipmentStatus', description: 'Where a shipment stands. May gain values.' })

const consigneeWire = z
  .object({
    name: z.string(),
    phone: z.string(),
    countryCode: z.string(),
    postalCode: z.string(),
    region: z.string(),
    city: z.string(),
    addressLine: z.string(),
  })
  .meta({ id: 'Consignee', description: 'Who receives the shipment.' })

const cartonWire = z
  .object({ lengthMm: z.int().min(0), widthMm: z.int().min(0), heightMm: z.int().min(0), weightGrams: z.int().min(0) })
  .meta({ id: 'Carton', description: 'One packed carton.' })

const itemWire = z
  .object({ lotId: idWire('lot'), lineId: idWire('oln'), quantity: z.int().min(1) })
  .meta({ id: 'ShipmentItem', description: 'Units of one lot.' })

export const shipmentWire = z
  .object({
    object: z.literal('shipment'),
    id: idWire('shp'),
    livemode: z.boolean(),
    status: shipmentStatusWire,
    externalRef: z.string().nullable(),
    consignee: consigneeWire,
    lineCode: z.string().meta({ description: 'The shipping line.' }),
    items: z.array(itemWire),
    documentFileIds: z.array(idWire('fil')).meta({ description: 'Files of yours that go with it.' }),
    estimatedWeightGrams: z.int().min(0).nullable(),
    estimatedFreight: moneyWire.nullable(),
    cartons: z.array(cartonWire).meta({ description: 'As packed; empty until then.' }),
    chargeableWeightGrams: z.int().min(0).nullable(),
    freight: moneyWire.nullable().meta({ description: 'Payment 2: known once everything is packed and weighed.' }),
    charges: z.array(chargeWire),
    trackingNo: z.string().nullable(),
    paidAt: instantWire.nullable(),
    handedOverAt: instantWire.nullable(),
    deliveredAt: instantWire.nullable(),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'Shipment', description: 'Your goods packed together and sent abroad.' })

export function presentShipment({ shipment, items }: ShipmentView): z.input<typeof shipmentWire> {
  const { id, livemode, externalRef, consignee, lineCode, currency } = shipment
  const inCurrency = (amount: bigint | null) => (amount === null ? null : toMoneyWire(amount, currency))
  return {
    ...{ object: 'shipment', id, livemode, status: shipment.state, externalRef, consignee, lineCode },
    items: items.map(({ lotId, lineId, quantity }) => ({ lotId, lineId, quantity })),
    documentFileIds: shipment.documentFileIds,
    estimatedWeightGrams: shipment.estimatedWeightG,
    estimatedFreight: inCurrency(shipment.estimatedFreightMinor),
    cartons: shipment.cartons.map(({ weightG, ...size }) => ({ ...size, weightGrams: weightG })),
    chargeableWeightGrams: shipment.chargeableWeightG,
    freight: inCurrency(shipment.freightMinor),
    charges: shipment.charges.map(presentCharge),
    trackingNo: shipment.carrierTrackingNo,
    paidAt: toInstantWire(shipment.paidAt),
    handedOverAt: toInstantWire(shipment.handedOverAt),
    deliveredAt: toInstantWire(shipment.deliveredAt),
    createdAt: toInstantWire(shipment.createdAt),
    updatedAt: toInstantWire(shipment.updatedAt),
  }
}

export function shipmentTag({ shipment, items }: ShipmentView): string {
  return versionTag(shipment.version, String(items.reduce((total, item) => total + item.version, 0)))
}

export const consigneeExample = {
  name: 'Example Trading Ltd',
  phone: '+1 202 555 0100',
  countryCode: 'US',
  postalCode: '97201',
  region: 'OR',
  city: 'Portland',
  addressLine: '1 Example Street',
}

export const shipmentExample: z.input<typeof shipmentWire> = {
  object: 'shipment',
  id: EXAMPLE.shipment,
  livemode: true,
  status: 'SUBMITTED',
  externalRef: 'SHIP-11',
  consignee: consigneeExample,
  lineCode: 'US-EXPRESS',
  items: [{ lotId: EXAMPLE.lot, lineId: EXAMPLE.line, quantity: 46 }],
  documentFileIds: [EXAMPLE.file],
  estimatedWeightGrams: 21_300,
  estimatedFreight: { amount: 9_870, currency: 'USD' },
  cartons: [],
  chargeableWeightGrams: null,
  freight: null,
  charges: [],
  trackingNo: null,
  paidAt: null,
  handedOverAt: null,
  deliveredAt: null,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}
