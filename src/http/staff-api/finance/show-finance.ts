import { z } from 'zod'
import { addMilliseconds, DAY_MS } from '../../../domain/shared/clock.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { FINANCE_ROLES, modeQuery, overviewExample, overviewWire, toOverview } from './finance-wire.ts'

export const showFinance = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/overview',
    operationId: 'showFinance',
    tag: 'Finance',
    summary: 'Money at a glance',
    description: 'Balances of all partners, money in and out by day, what waits for finance, and the last proof of the ledger.',
    scope: null,
    query: z.strictObject(modeQuery),
    response: { status: 200, schema: overviewWire, example: overviewExample },
    problems: [401, 403],
    handler: async ({ finance, clock, query }) =>
      toOverview(await finance.overview(query.livemode !== 'false', addMilliseconds(clock.now(), -30 * DAY_MS))),
  }),
)
