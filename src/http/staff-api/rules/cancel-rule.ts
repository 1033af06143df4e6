import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readRuleBook, ruleBookExample, ruleBookWire } from './rule-wire.ts'

const cancellation = z.strictObject({ reason: z.string().regex(/\S/).max(500) }).meta({ id: 'StaffRuleCancellation' })

export const cancelRule = openTo(
  ['operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/rule-entries/{ruleId}/cancel',
    operationId: 'cancelRule',
    tag: 'Rules',
    summary: 'Take an entry back',
    description: 'Before it comes into force; the entry stays readable as taken back. Answers the book for the scope of the entry.',
    scope: null,
    params: z.object({ ruleId: idWire('rul') }),
    body: cancellation,
    bodyExample: { reason: 'The date was wrong.' },
    response: { status: 200, schema: ruleBookWire, example: ruleBookExample },
    problems: [401, 403, 404, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      const entry = await unitOfWork.run((tx) => commands.cancelRule(tx, { actor: actor(), ruleId: params.ruleId, reason: body.reason }))
      return readRuleBook(context, { partnerId: entry.partnerId, livemode: entry.livemode ?? true })
    },
  }),
)
