import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

const settlement = z
  .strictObject({
    compensation: z.int().min(1).nullable().meta({
      description: 'Minor units of the currency of the claim, from our own funds; null ends the claim without money.',
    }),
    keepGoods: z.boolean().meta({ description: 'Units that lie on hold go into stock as they are; else their owner decides.' }),
    reason: z.string().min(1).max(500).meta({ description: 'The partner reads it.' }),
  })
  .meta({ id: 'StaffClaimEnding' })

export const settleClosedRefund = openTo(
  ['afterSales'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/refunds/{refundId}/settle',
    operationId: 'settleClosedRefund',
    tag: 'Refunds',
    summary: 'Settle a claim 1688 has closed',
    description:
      'Ends it without money or compensates the partner from our own funds, up to what is left of the line. Above the limit of one hand it waits for a second person (`compensationProposal`).',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    body: settlement,
    bodyExample: { compensation: 1200, keepGoods: true, reason: 'The seller closed; half the price is on us.' },
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      const { compensation, keepGoods, reason } = body
      const compensationMinor = compensation === null ? null : BigInt(compensation)
      const input = { actor: actor(), refundId: params.refundId, compensationMinor, keepGoods, reason }
      await unitOfWork.run((tx) => commands.settleClosedRefund(tx, input))
      return readRefund(context, params.refundId)
    },
  }),
)
