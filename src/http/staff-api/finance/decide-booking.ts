import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { bookingRowExample, bookingRowWire, FINANCE_ROLES } from './finance-wire.ts'
import { readBooking } from './read-booking.ts'

const decision = z
  .strictObject({ decision: z.enum(['approve', 'reject', 'withdraw']), reason: z.string().max(500).optional() })
  .meta({ id: 'StaffBookingDecision' })

export const decideBooking = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/finance/bookings/{bookingId}/decide',
    operationId: 'decideBooking',
    tag: 'Finance',
    summary: 'Agree to a booking, or not',
    description: 'Somebody other than who made it agrees or refuses; who made it may take it back.',
    scope: null,
    params: z.object({ bookingId: idWire('bkg') }),
    body: decision,
    bodyExample: { decision: 'approve' },
    response: { status: 200, schema: bookingRowWire, example: { ...bookingRowExample, state: 'BOOKED', checker: '主管', allowed: [] } },
    problems: [401, 402, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) =>
        commands.decideBooking(tx, {
          actor: actor(),
          bookingId: params.bookingId,
          decision: body.decision,
          reason: body.reason ?? null,
        }),
      )
      return readBooking(context, params.bookingId)
    },
  }),
)
