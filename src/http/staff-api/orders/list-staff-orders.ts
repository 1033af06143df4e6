import { z } from 'zod'
import { LINE_STATES } from '../../../domain/orders/line-states.ts'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { idWire, listWire, pageQuery } from '../../schema/wire.ts'
import { modeQuery } from '../finance/finance-wire.ts'
import { defineStaffRoute, openTo, REFUND_DESK_ROLES } from '../staff-door.ts'
import { orderRowExample, orderRowWire, toOrderRow } from './order-wire.ts'

export const listStaffOrders = openTo(
  REFUND_DESK_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/orders',
    operationId: 'listStaffOrders',
    tag: 'Orders',
    summary: 'Orders',
    description: 'Of all partners or one, newest first; by the status they show.',
    scope: null,
    query: z.strictObject({
      ...modeQuery,
      state: z.array(z.enum(LINE_STATES)).max(LINE_STATES.length).optional(),
      partnerId: idWire('par').optional(),
      ...pageQuery,
    }),
    response: {
      status: 200,
      schema: listWire(orderRowWire, 'StaffOrderList'),
      example: { object: 'list', data: [orderRowExample], hasMore: false, nextCursor: null },
    },
    problems: [401, 403],
    handler: async ({ orders, cursors, query }) => {
      const { state: states, partnerId } = query
      const livemode = query.livemode !== 'false'
      const filter = { livemode, ...(states === undefined ? {} : { states }), ...(partnerId === undefined ? {} : { partnerId }) }
      const page = await orders.orders(filter, pageRequestOf(cursors, query))
      return listAnswer(page, { cursors, query, position: ({ order }) => order, present: toOrderRow })
    },
  }),
)
