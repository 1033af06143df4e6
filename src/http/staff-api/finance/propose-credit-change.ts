import { z } from 'zod'
import { CREDIT_STATUSES } from '../../../domain/credit/credit-line.ts'
import { idWire, moneyInput } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { creditChangeRowExample, creditChangeRowWire } from './credit-wire.ts'
import { FINANCE_ROLES } from './finance-wire.ts'
import { readCreditChange } from './read-credit-change.ts'

const changeInput = z
  .strictObject({
    partnerId: idWire('par'),
    livemode: z.boolean(),
    status: z.enum(CREDIT_STATUSES),
    limit: moneyInput,
    termDays: z.int().min(1).max(180),
    reason: z.string().min(1).max(500),
  })
  .meta({ id: 'StaffCreditChangeInput' })

export const proposeCreditChange = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/finance/credit-changes',
    operationId: 'proposeCreditChange',
    tag: 'Finance',
    summary: 'Grant or change credit',
    description: 'What narrows a line is in force at once; what widens it waits for a second person.',
    scope: null,
    body: changeInput,
    bodyExample: {
      partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za',
      livemode: true,
      status: 'ACTIVE',
      limit: { amount: 1_000_000, currency: 'USD' },
      termDays: 30,
      reason: 'A year without a late payment',
    },
    response: { status: 201, schema: creditChangeRowWire, example: creditChangeRowExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, body, actor } = context
      const { partnerId, livemode, status, limit, termDays, reason } = body
      const change = await unitOfWork.run((tx) =>
        commands.proposeCreditChange(tx, {
          tenant: { partnerId, livemode },
          actor: actor(),
          currency: limit.currency,
          terms: { status, limitMinor: BigInt(limit.amount), termDays },
          reason,
        }),
      )
      return readCreditChange(context, change.id)
    },
  }),
)
