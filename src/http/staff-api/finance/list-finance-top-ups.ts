import { z } from 'zod'
import { TOP_UP_STATES } from '../../../domain/wallet/top-up-states.ts'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
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
    description: 'Newest first.',
    scope: null,
    query: z.strictObject({ ...modeQuery, state: z.array(z.enum(TOP_UP_STATES)).max(10).optional(), ...pageQuery }),
    response: {
      status: 200,
      schema: listWire(topUpRowWire, 'StaffTopUpList'),
      example: { object: 'list', data: [topUpRowExample], hasMore: false, nextCursor: null },
    },
    problems: [401, 403],
    handler: async ({ finance, cursors, query }) => {
      const filter = { livemode: query.livemode !== 'false', ...(query.state === undefined ? {} : { states: query.state }) }
      const page = await finance.topUps(filter, pageRequestOf(cursors, query))
      return listAnswer(page, { cursors, query, position: (row) => row, present: toTopUpRow })
    },
  }),
)
