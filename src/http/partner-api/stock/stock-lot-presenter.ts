import { z } from 'zod'
import type { StockLot } from '../../../domain/stock/stock-lot.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const stockLotWire = z
  .object({
    object: z.literal('stockLot'),
    id: idWire('lot'),
    livemode: z.boolean(),
    orderId: idWire('ord'),
    lineId: idWire('oln'),
    inspectionId: idWire('ins'),
    condition: z.enum(['GOOD', 'DEFECTIVE_ACCEPTED']),
    quantity: z.int().min(0),
    reservedQuantity: z.int().min(0).meta({ description: 'Promised to shipments.' }),
    availableQuantity: z.int().min(0).meta({ description: 'Free to ship.' }),
    unitWeightGrams: z.int().min(0).nullable(),
    storedAt: instantWire,
    freeUntil: instantWire.meta({ description: 'Storage is free until then.' }),
  })
  .meta({ id: 'StockLot', description: 'Units of one line in one condition in our warehouse.' })

export function presentStockLot(lot: StockLot): z.input<typeof stockLotWire> {
  const { id, livemode, orderId, lineId, inspectionId, condition, quantity, reservedQuantity } = lot
  return {
    ...{ object: 'stockLot', id, livemode, orderId, lineId, inspectionId, condition, quantity, reservedQuantity },
    availableQuantity: quantity - reservedQuantity,
    unitWeightGrams: lot.unitWeightG,
    storedAt: toInstantWire(lot.storedAt),
    freeUntil: toInstantWire(lot.freeUntil),
  }
}

export const stockLotExample: z.input<typeof stockLotWire> = {
  object: 'stockLot',
  id: EXAMPLE.lot,
  livemode: true,
  orderId: EXAMPLE.order,
  lineId: EXAMPLE.line,
  inspectionId: EXAMPLE.inspection,
  condition: 'GOOD',
  quantity: 46,
  reservedQuantity: 0,
  availableQuantity: 46,
  unitWeightGrams: 420,
  storedAt: EXAMPLE.at,
  freeUntil: '2027-01-21T01:02:03.000Z',
}
