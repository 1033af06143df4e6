import { z } from 'zod'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { creditExample, creditWire, toCreditLineRow } from './credit-wire.ts'
import { FINANCE_ROLES, modeQuery } from './finance-wire.ts'

export const showCredit = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/credit',
    operationId: 'showCredit',
    tag: 'Finance',
    summary: 'Credit at a glance',
    description: 'Every line with what is drawn and what falls due next.',
    scope: null,
    query: z.strictObject(modeQuery),
    response: { status: 200, schema: creditWire, example: creditExample },
    problems: [401, 403],
    handler: async ({ finance, clock, query }) => {
      const lines = await finance.creditLines(query.livemode !== 'false', clock.now())
      return { lines: lines.map(toCreditLineRow) }
    },
  }),
)
