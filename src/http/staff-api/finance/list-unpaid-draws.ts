import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { creditDrawRowExample, creditDrawRowWire, toCreditDrawRow } from './credit-wire.ts'
import { FINANCE_ROLES, modeQuery } from './finance-wire.ts'

export const listUnpaidDraws = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/credit-draws',
    operationId: 'listUnpaidDraws',
    tag: 'Finance',
    summary: 'Draws on credit that are not repaid',
    description: 'What falls due first comes first.',
    scope: null,
    query: z.strictObject({ ...modeQuery, ...pageQuery }),
    response: {
      status: 200,
      schema: listWire(creditDrawRowWire, 'StaffCreditDrawList'),
      example: { object: 'list', data: [creditDrawRowExample], hasMore: false, nextCursor: null },
    },
    problems: [401, 403],
    handler: async ({ finance, cursors, query }) => {
      const page = await finance.unpaidDraws(query.livemode !== 'false', pageRequestOf(cursors, query))
      return listAnswer(page, { cursors, query, position: ({ dueAt, id }) => ({ createdAt: dueAt, id }), present: toCreditDrawRow })
    },
  }),
)
