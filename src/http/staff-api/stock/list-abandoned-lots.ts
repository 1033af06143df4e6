import { z } from 'zod'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

const MOST_LOTS = 500

const abandonedWire = z
  .object({
    id: idWire('lot'),
    orderId: idWire('ord'),
    livemode: z.boolean(),
    bin: z.string(),
    quantity: z.int(),
    product: staffProductWire,
    abandonedAt: instantWire.nullable(),
  })
  .meta({ id: 'StaffAbandonedLot', description: 'Goods that wait to be disposed of.' })

export const listAbandonedLots = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/stock-lots',
    operationId: 'listAbandonedLots',
    tag: 'Stock',
    summary: 'Goods to be disposed of',
    description: `Lots of all partners that were given up and still lie here, longest first, at most ${MOST_LOTS}.`,
    scope: null,
    response: {
      status: 200,
      schema: z.object({ lots: z.array(abandonedWire) }).meta({ id: 'StaffAbandonedLots' }),
      example: {
        lots: [
          {
            ...{ id: 'lot_01kd5v3m8qf6mrx3e0c9h2t4za', orderId: 'ord_01kd5v3m8qf6mrx3e0c9h2t4za', livemode: true, bin: 'C-07-2' },
            ...{ quantity: 24, product: productExample, abandonedAt: '2026-08-28T09:00:12.000Z' },
          },
        ],
      },
    },
    problems: [401, 403],
    handler: async ({ reads }) => {
      const found = await reads.abandonedLots(MOST_LOTS)
      return {
        lots: found.map(({ lot: { id, orderId, livemode, bin, quantity, abandonedAt }, line }) => ({
          ...{ id, orderId, livemode, bin, quantity, product: toStaffProductWire(line) },
          abandonedAt: toInstantWire(abandonedAt),
        })),
      }
    },
  }),
)
