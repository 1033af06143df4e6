import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

const decision = z
  .strictObject({
    decision: z
      .enum(['approve', 'reject', 'withdraw'])
      .meta({ description: 'Withdraw: by who proposed it. The others: by somebody else.' }),
    reason: z.string().min(1).max(500).optional().meta({ description: 'Needed to refuse.' }),
  })
  .meta({ id: 'StaffCompensationDecision' })

export const decideCompensation = openTo(
  ['afterSales', 'operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/refunds/{refundId}/compensation/decide',
    operationId: 'decideCompensation',
    tag: 'Refunds',
    summary: 'Agree to compensation, or not',
    description: 'Compensation above the limit of one hand (rule `compensationFourEyes`) is paid when a second person agrees.',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    body: decision,
    bodyExample: { decision: 'approve' },
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      const input = { actor: actor(), refundId: params.refundId, decision: body.decision, reason: body.reason ?? null }
      await unitOfWork.run((tx) => commands.decideCompensation(tx, input))
      return readRefund(context, params.refundId)
    },
  }),
)
