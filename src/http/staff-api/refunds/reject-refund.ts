import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

const rejection = z.strictObject({ reason: z.string().min(1).max(500) }).meta({ id: 'StaffRejection' })

export const rejectRefund = openTo(
  ['afterSales'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/refunds/{refundId}/reject',
    operationId: 'rejectRefund',
    tag: 'Refunds',
    summary: 'Turn a claim down',
    description: 'The partner reads the reason and may appeal once.',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    body: rejection,
    bodyExample: { reason: 'The time to claim is over.' },
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) => commands.rejectRefund(tx, { actor: actor(), refundId: params.refundId, reason: body.reason }))
      return readRefund(context, params.refundId)
    },
  }),
)
