import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo, REFUND_DESK_ROLES } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

export const approveRefund = openTo(
  REFUND_DESK_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/refunds/{refundId}/approve',
    operationId: 'approveRefund',
    tag: 'Refunds',
    summary: 'Approve a claim',
    description: 'It goes on to 1688, or to payout when we pay ourselves.',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, actor } = context
      await unitOfWork.run((tx) => commands.approveRefund(tx, { actor: actor(), refundId: params.refundId }))
      return readRefund(context, params.refundId)
    },
  }),
)
