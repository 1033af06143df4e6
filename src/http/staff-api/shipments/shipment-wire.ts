import { z } from 'zod'
import { type ShippingLine, shippingLineAt, tariffedLines } from '../../../domain/shipments/shipping-lines.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { allowedOnShipment, SHIPMENT_MOVES } from '../allowed-moves.ts'
import { evidenceWire, readEvidence } from '../files/evidence-wire.ts'
import { historyWire, toHistoryWire } from '../history-wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import { staffServiceExample, staffServiceWire, toStaffServiceWire } from '../services/staff-service-wire.ts'
import type { StaffContext } from '../staff-door.ts'
import { whoOf } from '../who.ts'

const cartonWire = z.object({ lengthMm: z.int(), widthMm: z.int(), heightMm: z.int(), weightG: z.int() }).meta({ id: 'StaffCarton' })

const itemWire = z
  .object({
    id: z.string(),
    lotId: z.string(),
    lineId: z.string(),
    quantity: z.int(),
    bin: z.string(),
    condition: z.string(),
    unitWeightG: z.int().nullable(),
    product: staffProductWire,
    services: z.array(staffServiceWire),
  })
  .meta({ id: 'StaffShipmentItem', description: 'What to fetch, and from where.' })

const planWire = z
  .object({
    cartons: z.array(z.object({ carton: cartonWire, items: z.array(z.object({ lotId: z.string(), quantity: z.int() })) })),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'StaffPackingPlan' })

const weighingWire = z
  .object({
    divisor: z.int().meta({ description: 'Cubic centimetres a kilogram.' }),
    volumetric: z.enum(['always', 'never', 'longestSideOver', 'sumOfSidesOver']),
    thresholdMm: z.int().nullable(),
    per: z.enum(['carton', 'shipment']),
    minimumG: z.int(),
    stepG: z.int(),
  })
  .meta({ id: 'StaffWeighing', description: 'How the shipping line weighs cartons, for the preview at the bench.' })

export const shipmentWire = z
  .object({
    id: idWire('shp'),
    state: z.string(),
    livemode: z.boolean(),
    lineCode: z.string(),
    lineName: z.object({ zh: z.string(), en: z.string() }).nullable(),
    weighing: weighingWire.nullable(),
    consignee: z.object({ name: z.string(), countryCode: z.string(), region: z.string(), city: z.string(), postalCode: z.string() }),
    packingPlan: planWire.nullable(),
    cartons: z.array(cartonWire),
    estimatedWeightG: z.int().nullable(),
    chargeableWeightG: z.int().nullable(),
    estimatedFreight: moneyWire.nullable(),
    freight: moneyWire.nullable(),
    paidAt: instantWire.nullable(),
    carrierTrackingNo: z.string().nullable(),
    labelUrl: z.string().nullable(),
    handedOverAt: instantWire.nullable(),
    externalRef: z.string().nullable(),
    items: z.array(itemWire),
    documents: z.array(evidenceWire).meta({ description: 'What the owner sent along: authorizations, papers for the customs.' }),
    history: historyWire,
    allowed: z.array(z.enum(SHIPMENT_MOVES)).meta({ description: 'What you may do now.' }),
  })
  .meta({ id: 'StaffShipment', description: 'A consolidation as the packing bench sees it.' })

/** Everything the packing page shows; phone and street stay on the label. Throws `resource.not_found`. */
export async function readShipment(context: StaffContext, id: string): Promise<z.output<typeof shipmentWire>> {
  const found = await context.reads.shipment(id)
  if (found === undefined) throw new Problem('resource.not_found')
  const { shipment, items, history } = found
  const { name, countryCode, region, city, postalCode } = shipment.consignee
  const now = context.clock.now()
  const line = shippingLineAt(shipment.lineCode, now, tariffedLines(context.rules.rowsFor(shipment), now))
  const moneyOf = (minor: bigint | null) => (minor === null ? null : toMoneyWire(minor, shipment.currency))
  const { id: shipmentId, state, livemode, lineCode, packingPlan, cartons, estimatedWeightG, chargeableWeightG } = shipment
  return {
    ...{ id: shipmentId, state, livemode, lineCode, packingPlan, cartons, estimatedWeightG, chargeableWeightG },
    lineName: line?.name ?? null,
    weighing: line === undefined ? null : toWeighingWire(line),
    consignee: { name, countryCode, region, city, postalCode },
    estimatedFreight: moneyOf(shipment.estimatedFreightMinor),
    freight: moneyOf(shipment.freightMinor),
    paidAt: toInstantWire(shipment.paidAt),
    carrierTrackingNo: shipment.carrierTrackingNo,
    labelUrl: shipment.labelUrl,
    handedOverAt: toInstantWire(shipment.handedOverAt),
    externalRef: shipment.externalRef,
    items: items.map(({ item, lot, line: orderLine }) => ({
      id: item.id,
      lotId: item.lotId,
      lineId: item.lineId,
      quantity: item.quantity,
      bin: lot.bin,
      condition: lot.condition,
      unitWeightG: lot.unitWeightG,
      product: toStaffProductWire(orderLine),
      services: orderLine.services.map(toStaffServiceWire),
    })),
    documents: await readEvidence(context, { evidenceFileIds: shipment.documentFileIds, evidenceItems: [] }),
    history: toHistoryWire(history),
    allowed: allowedOnShipment(whoOf(context), state),
  }
}

function toWeighingWire({ divisor, volumetric, per, minimumG, stepG }: ShippingLine): z.output<typeof weighingWire> {
  const rest = { divisor, per, minimumG, stepG }
  if (typeof volumetric === 'string') return { ...rest, volumetric, thresholdMm: null }
  if ('longestSideOverMm' in volumetric) return { ...rest, volumetric: 'longestSideOver', thresholdMm: volumetric.longestSideOverMm }
  return { ...rest, volumetric: 'sumOfSidesOver', thresholdMm: volumetric.sumOfSidesOverMm }
}

export const shipmentExample: z.input<typeof shipmentWire> = {
  id: 'shp_01kd5v3m8qf6mrx3e0c9h2t4za',
  state: 'PICKING',
  livemode: true,
  lineCode: 'JP-EMS',
  lineName: { zh: '日本EMS', en: 'Japan EMS' },
  weighing: { divisor: 6000, volumetric: 'longestSideOver', thresholdMm: 600, per: 'carton', minimumG: 500, stepG: 500 },
  consignee: { name: 'Example Shop', countryCode: 'JP', region: 'Osaka', city: 'Osaka', postalCode: '541-0051' },
  packingPlan: null,
  cartons: [],
  estimatedWeightG: 17000,
  chargeableWeightG: null,
  estimatedFreight: { amount: 12840, currency: 'JPY' },
  freight: null,
  paidAt: null,
  carrierTrackingNo: null,
  labelUrl: null,
  handedOverAt: null,
  externalRef: null,
  items: [
    {
      id: 'shi_1',
      lotId: 'lot_01kd5v3m8qf6mrx3e0c9h2t4za',
      lineId: 'oln_01kd5v3m8qf6mrx3e0c9h2t4za',
      quantity: 20,
      bin: 'A-03-12',
      condition: 'GOOD',
      unitWeightG: 350,
      product: productExample,
      services: [staffServiceExample],
    },
  ],
  documents: [],
  history: [],
  allowed: ['startPacking'],
}
