import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, REFUND_DESK_ROLES } from '../staff-door.ts'
import { orderSheetExample, orderSheetWire, toOrderSheet } from './order-wire.ts'

export const showOrder = openTo(
  REFUND_DESK_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/orders/{orderId}',
    operationId: 'showOrder',
    tag: 'Orders',
    summary: 'An order',
    description: 'With its lines, what hangs on it, every posting about it and what happened.',
    scope: null,
    params: z.object({ orderId: idWire('ord') }),
    response: { status: 200, schema: orderSheetWire, example: orderSheetExample },
    problems: [401, 403, 404],
    handler: async ({ orders, params }) => {
      const sheet = await orders.order(params.orderId)
      if (sheet === undefined) throw new Problem('resource.not_found')
      return toOrderSheet(sheet)
    },
  }),
)
