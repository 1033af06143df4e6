import { z } from 'zod'
import { BOOKING_STATES } from '../../../domain/wallet/booking.ts'
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
    description: 'The last 200, newest first, with what you may do with each.',
    scope: null,
    query: z.strictObject({ ...modeQuery, state: z.array(z.enum(BOOKING_STATES)).max(4).optional() }),
    response: {
      status: 200,
      schema: z.object({ bookings: z.array(bookingRowWire) }).meta({ id: 'StaffBookingList' }),
      example: { bookings: [bookingRowExample] },
    },
    problems: [401, 403],
    handler: async (context) => {
      const { finance, office, query } = context
      const filter = { livemode: query.livemode !== 'false', ...(query.state === undefined ? {} : { states: query.state }), limit: 200 }
      const who = { names: await office.staffNames(), userId: whoOf(context).id }
      return { bookings: (await finance.bookings(filter)).map((booking) => toBookingRow(booking, who)) }
    },
  }),
)
