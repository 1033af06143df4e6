import { z } from 'zod'
import type { RuleBook } from '../../../domain/policy/rule-book.ts'
import { requiredNotices } from '../../../domain/stock/abandon-lot.ts'
import type { StockLot } from '../../../domain/stock/stock-lot.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
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
    abandonAt: instantWire.meta({
      description:
        'From then on what you have not shipped may be abandoned, once enough notices of it reached you. Never while it is promised to a shipment or part of an open claim.',
    }),
    abandonedAt: instantWire.nullable().meta({ description: 'Given up since then: it cannot be shipped any more and costs nothing more.' }),
    disposedAt: instantWire.nullable(),
    storageFee: z
      .object({
        accrued: moneyWire.meta({ description: 'For the whole days after `freeUntil`.' }),
        unpaid: moneyWire.meta({
          description: 'Taken from the balance every 30 days, the rest with payment 2; in your currency at the reference rate of that day.',
        }),
      })
      .meta({ id: 'StorageFee', description: 'What storage has cost so far, in CNY.' }),
    notices: z
      .object({
        received: z.int().min(0).meta({ description: 'Notices of abandonment that a key of yours was handed, by `GET /v1/events`.' }),
        required: z.int().min(1).meta({ description: 'So many it takes.' }),
      })
      .meta({ id: 'StorageNotices' }),
  })
  .meta({ id: 'StockLot', description: 'Units of one line in one condition in our warehouse.' })

export function presentStockLot(lot: StockLot, rules: RuleBook): z.input<typeof stockLotWire> {
  const { id, livemode, orderId, lineId, inspectionId, condition, quantity, reservedQuantity } = lot
  return {
    ...{ object: 'stockLot', id, livemode, orderId, lineId, inspectionId, condition, quantity, reservedQuantity },
    availableQuantity: lot.abandonedAt === null ? quantity - reservedQuantity : 0,
    unitWeightGrams: lot.unitWeightG,
    storedAt: toInstantWire(lot.storedAt),
    freeUntil: toInstantWire(lot.freeUntil),
    abandonAt: toInstantWire(lot.abandonAt),
    abandonedAt: toInstantWire(lot.abandonedAt),
    disposedAt: toInstantWire(lot.disposedAt),
    storageFee: { accrued: toMoneyWire(lot.feeFen, 'CNY'), unpaid: toMoneyWire(lot.feeFen - lot.paidFen, 'CNY') },
    notices: {
      received: lot.deliveredNotices,
      required: requiredNotices(lot, rules),
    },
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
  abandonAt: '2027-05-21T01:02:03.000Z',
  abandonedAt: null,
  disposedAt: null,
  storageFee: { accrued: { amount: 0, currency: 'CNY' }, unpaid: { amount: 0, currency: 'CNY' } },
  notices: { received: 0, required: 3 },
}
