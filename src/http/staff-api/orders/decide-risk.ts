import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { orderSheetExample, orderSheetWire, readOrderSheet } from './order-wire.ts'

const decision = z
  .strictObject({
    decision: z.enum(['release', 'refuse']).meta({ description: 'Release: they are bought. Refuse: they end, and the money goes back.' }),
    reason: z.string().min(1).max(500).meta({ description: 'Kept in the history; the partner sees that of a refusal.' }),
  })
  .meta({ id: 'StaffRiskDecision' })

export const decideRisk = openTo(
  ['operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/orders/{orderId}/risk-decision',
    operationId: 'decideRisk',
    tag: 'Orders',
    summary: 'Buy what was held for its risk, or not',
    description: 'All lines of the order in `RISK_HOLD` (rule `riskHold`).',
    scope: null,
    params: z.object({ orderId: idWire('ord') }),
    body: decision,
    bodyExample: { decision: 'release', reason: '合作方已提供品牌授权' },
    response: { status: 200, schema: orderSheetWire, example: orderSheetExample },
    problems: [401, 403, 404, 409],
    handler: async ({ unitOfWork, commands, orders, params, body, actor }) => {
      await unitOfWork.run((tx) => commands.decideRisk(tx, { actor: actor(), orderId: params.orderId, ...body }))
      return readOrderSheet(orders, params.orderId)
    },
  }),
)
