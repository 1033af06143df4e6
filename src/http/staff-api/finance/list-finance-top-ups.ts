import { z } from 'zod'
import { TOP_UP_STATES } from '../../../domain/wallet/top-up-states.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { FINANCE_ROLES, modeQuery, topUpRowExample, topUpRowWire, toTopUpRow } from './finance-wire.ts'

export const listFinanceTopUps = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/top-ups',
    operationId: 'listFinanceTopUps',
    tag: 'Finance',
    summary: 'Top-ups',
    description: 'The last 200, newest first.',
    scope: null,
    query: z.strictObject({ ...modeQuery, state: z.array(z.enum(TOP_UP_STATES)).max(10).optional() }),
    response: {
      status: 200,
      schema: z.object({ topUps: z.array(topUpRowWire) }).meta({ id: 'StaffTopUpList' }),
      example: { topUps: [topUpRowExample] },
    },
    problems: [401, 403],
    handler: async ({ finance, query }) => {
      const filter = { livemode: query.livemode !== 'false', ...(query.state === undefined ? {} : { states: query.state }), limit: 200 }
      return { topUps: (await finance.topUps(filter)).map(toTopUpRow) }
    },
  }),
)
