import { z } from 'zod'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { creditExample, creditWire, toCreditChangeRow, toCreditDrawRow, toCreditLineRow } from './credit-wire.ts'
import { FINANCE_ROLES, modeQuery } from './finance-wire.ts'

export const showCredit = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/credit',
    operationId: 'showCredit',
    tag: 'Finance',
    summary: 'Credit at a glance',
    description:
      'Every line with what is drawn, draws that are not repaid by due date, and the last changes with what you may do with each.',
    scope: null,
    query: z.strictObject(modeQuery),
    response: { status: 200, schema: creditWire, example: creditExample },
    problems: [401, 403],
    handler: async (context) => {
      const { finance, office, clock, query } = context
      const { lines, draws, changes } = await finance.credit(query.livemode !== 'false', clock.now())
      const who = { names: await office.staffNames(), userId: whoOf(context).id }
      return {
        lines: lines.map(toCreditLineRow),
        draws: draws.map(toCreditDrawRow),
        changes: changes.map((change) => toCreditChangeRow(change, who)),
      }
    },
  }),
)
