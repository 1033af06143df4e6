import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { lotExample, lotWire, readLot } from './lot-wire.ts'

export const showLot = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/stock-lots/{lotId}',
    operationId: 'showLot',
    tag: 'Stock',
    summary: 'Goods in a bin',
    description: 'What it is, where it lies, since when, what is owed for it, and what you may do now.',
    scope: null,
    params: z.object({ lotId: idWire('lot') }),
    response: { status: 200, schema: lotWire, example: lotExample },
    problems: [401, 403],
    handler: async (context) => readLot(context, context.params.lotId),
  }),
)
