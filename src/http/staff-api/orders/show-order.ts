import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, REFUND_DESK_ROLES } from '../staff-door.ts'
import { orderSheetExample, orderSheetWire, readOrderSheet } from './order-wire.ts'

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
    handler: ({ orders, params }) => readOrderSheet(orders, params.orderId),
  }),
)
