import { z } from 'zod'
import { HIT_KINDS, type SearchHit } from '../../../domain/orders/desk-orders.ts'
import { instantWire, toInstantWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, REFUND_DESK_ROLES } from '../staff-door.ts'

const hitWire = z
  .object({
    kind: z.enum(HIT_KINDS),
    id: z.string(),
    livemode: z.boolean(),
    partnerName: z.string(),
    createdAt: instantWire,
  })
  .meta({ id: 'StaffSearchHit', description: 'Something this number or name stands for.' })

export const searchDesk = openTo(
  REFUND_DESK_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/search',
    operationId: 'searchDesk',
    tag: 'Orders',
    summary: 'Find by any number',
    description:
      'An order by its own number, the partner’s, 1688’s, a waybill, a line, a purchase or a posting group; inspections, shipments, refunds and top-ups by theirs; partners by a part of their name.',
    scope: null,
    query: z.strictObject({ text: z.string().min(2).max(80) }),
    response: {
      status: 200,
      schema: z.object({ hits: z.array(hitWire) }).meta({ id: 'StaffSearch', description: 'Newest first, twenty at most.' }),
      example: {
        hits: [
          {
            ...{ kind: 'order' as const, id: 'ord_01kd5v3m8qf6mrx3e0c9h2t4zc', livemode: true, partnerName: 'Demo Store' },
            createdAt: '2026-11-22T08:00:00.000Z',
          },
        ],
      },
    },
    problems: [401, 403, 422],
    handler: async ({ orders, query }) => ({ hits: (await orders.search(query.text)).map(toHit) }),
  }),
)

function toHit({ kind, id, livemode, partnerName, createdAt }: SearchHit): z.input<typeof hitWire> {
  return { kind, id, livemode, partnerName, createdAt: toInstantWire(createdAt) }
}
