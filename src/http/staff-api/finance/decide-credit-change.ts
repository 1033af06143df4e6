import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { creditChangeRowExample, creditChangeRowWire } from './credit-wire.ts'
import { FINANCE_ROLES } from './finance-wire.ts'
import { readCreditChange } from './read-credit-change.ts'

const decision = z
  .strictObject({ decision: z.enum(['approve', 'reject', 'withdraw']), reason: z.string().max(500).optional() })
  .meta({ id: 'StaffCreditDecision' })

export const decideCreditChange = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/finance/credit-changes/{changeId}/decide',
    operationId: 'decideCreditChange',
    tag: 'Finance',
    summary: 'Agree to a change of credit, or not',
    description: 'Somebody other than who proposed it agrees or refuses; who proposed it may take it back.',
    scope: null,
    params: z.object({ changeId: idWire('crc') }),
    body: decision,
    bodyExample: { decision: 'approve' },
    response: {
      status: 200,
      schema: creditChangeRowWire,
      example: { ...creditChangeRowExample, state: 'IN_FORCE', checker: '主管', allowed: [] },
    },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      const { changeId } = params
      await unitOfWork.run((tx) =>
        commands.decideCreditChange(tx, { actor: actor(), changeId, decision: body.decision, reason: body.reason ?? null }),
      )
      return readCreditChange(context, changeId)
    },
  }),
)
