import { z } from 'zod'
import { BOOKING_STATES } from '../../../domain/wallet/booking.ts'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { bookingRowExample, bookingRowWire, FINANCE_ROLES, modeQuery, toBookingRow } from './finance-wire.ts'

export const listBookings = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/bookings',
    operationId: 'listBookings',
    tag: 'Finance',
    summary: 'Bookings by hand',
    description: 'Newest first, with what you may do with each.',
    scope: null,
    query: z.strictObject({ ...modeQuery, state: z.array(z.enum(BOOKING_STATES)).max(4).optional(), ...pageQuery }),
    response: {
      status: 200,
      schema: listWire(bookingRowWire, 'StaffBookingList'),
      example: { object: 'list', data: [bookingRowExample], hasMore: false, nextCursor: null },
    },
    problems: [401, 403],
    handler: async (context) => {
      const { finance, office, cursors, query } = context
      const filter = { livemode: query.livemode !== 'false', ...(query.state === undefined ? {} : { states: query.state }) }
      const page = await finance.bookings(filter, pageRequestOf(cursors, query))
      const who = { names: await office.staffNames(), userId: whoOf(context).id }
      return listAnswer(page, { cursors, query, position: (row) => row, present: (booking) => toBookingRow(booking, who) })
    },
  }),
)
