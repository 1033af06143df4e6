import { z } from 'zod'
import type { Parcel, ParcelLine } from '../../../domain/parcels/parcel.ts'
import { PARCEL_STATES } from '../../../domain/parcels/parcel-machine.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const parcelStatusWire = z.enum(PARCEL_STATES).meta({ id: 'ParcelStatus', description: 'Where a parcel stands. May gain values.' })

const parcelLineWire = z
  .object({ lineId: idWire('oln'), expectedQuantity: z.int().min(0), countedQuantity: z.int().min(0).nullable() })
  .meta({ id: 'ParcelLine', description: 'Units of an order line in a parcel.' })

export const parcelWire = z
  .object({
    object: z.literal('parcel'),
    id: idWire('pcl'),
    livemode: z.boolean(),
    status: parcelStatusWire,
    waybillNo: z.string(),
    courierName: z.string().nullable(),
    lines: z.array(parcelLineWire),
    weightGrams: z.int().min(0).nullable(),
    exceptionCode: z.string().nullable(),
    shippedAt: instantWire.nullable(),
    movedAt: instantWire.meta({
      description: 'When it was last known to move. Three days without a step of the courier make it `STALLED`, unless agreed otherwise.',
    }),
    signedAt: instantWire.nullable().meta({ description: 'When the courier says it was delivered: the clock that counts in disputes.' }),
    arrivedAt: instantWire.nullable().meta({ description: 'When it was scanned at our dock.' }),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'Parcel', description: 'A domestic parcel from a seller to our warehouse.' })

export type ParcelView = { parcel: Parcel; lines: ParcelLine[] }

export function presentParcel({ parcel, lines }: ParcelView): z.input<typeof parcelWire> {
  const { id, livemode, waybillNo, courierName, exceptionCode } = parcel
  return {
    ...{ object: 'parcel', id, livemode, status: parcel.state, waybillNo, courierName },
    lines: lines.map(({ lineId, expectedQuantity, countedQuantity }) => ({ lineId, expectedQuantity, countedQuantity })),
    weightGrams: parcel.weightG,
    exceptionCode,
    shippedAt: toInstantWire(parcel.shippedAt),
    movedAt: toInstantWire(parcel.movedAt),
    signedAt: toInstantWire(parcel.signedAt),
    arrivedAt: toInstantWire(parcel.arrivedAt),
    createdAt: toInstantWire(parcel.createdAt),
    updatedAt: toInstantWire(parcel.updatedAt),
  }
}

export function parcelTag({ parcel, lines }: ParcelView): string {
  return versionTag(parcel.version, String(lines.reduce((total, line) => total + line.version, 0)))
}

export const parcelExample: z.input<typeof parcelWire> = {
  object: 'parcel',
  id: EXAMPLE.parcel,
  livemode: true,
  status: 'ARRIVED',
  waybillNo: 'SF1234567890123',
  courierName: '顺丰速运',
  lines: [{ lineId: EXAMPLE.line, expectedQuantity: 50, countedQuantity: null }],
  weightGrams: 21_400,
  exceptionCode: null,
  shippedAt: EXAMPLE.at,
  movedAt: EXAMPLE.at,
  signedAt: EXAMPLE.at,
  arrivedAt: EXAMPLE.at,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}
