import { z } from 'zod'
import { money } from '../../../domain/shared/money.ts'
import { BOOKING_KINDS } from '../../../domain/wallet/booking.ts'
import { idWire, moneyInput } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { bookingRowExample, bookingRowWire, FINANCE_ROLES } from './finance-wire.ts'
import { readBooking } from './read-booking.ts'

const bookingInput = z
  .strictObject({
    partnerId: idWire('par'),
    livemode: z.boolean(),
    kind: z.enum(BOOKING_KINDS),
    amount: moneyInput.optional().meta({ description: 'Left out where a receipt itself says how much.' }),
    reason: z.string().min(1).max(500),
    topUpId: idWire('top').optional(),
    bankReference: z.string().min(4).max(64).optional(),
    valueDate: z
      .string()
      .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/)
      .max(10)
      .optional(),
  })
  .meta({ id: 'StaffBookingInput' })

export const proposeBooking = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/finance/bookings',
    operationId: 'proposeBooking',
    tag: 'Finance',
    summary: 'Book by hand',
    description: 'Booked at once up to the limit of one hand; above it a second person has to agree.',
    scope: null,
    body: bookingInput,
    bodyExample: {
      partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za',
      livemode: true,
      kind: 'bankTransfer',
      amount: { amount: 2_000_000, currency: 'USD' },
      reason: 'Transfer of 21 November',
      bankReference: 'ICBC-20261121-0042',
      valueDate: '2026-11-21',
    },
    response: { status: 201, schema: bookingRowWire, example: bookingRowExample },
    problems: [401, 402, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, body, actor } = context
      const { partnerId, livemode, kind, amount, reason } = body
      const isTransfer = kind === 'bankTransfer'
      const booking = await unitOfWork.run((tx) =>
        commands.proposeBooking(tx, {
          tenant: { partnerId, livemode },
          actor: actor(),
          kind,
          amount: amount === undefined ? null : money(amount.amount, amount.currency),
          reason,
          topUpId: body.topUpId ?? null,
          bankReference: isTransfer ? (body.bankReference ?? null) : null,
          valueDate: isTransfer ? (body.valueDate ?? null) : null,
        }),
      )
      return readBooking(context, booking.id)
    },
  }),
)
