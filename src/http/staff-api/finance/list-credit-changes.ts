import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { creditChangeRowExample, creditChangeRowWire, toCreditChangeRow } from './credit-wire.ts'
import { FINANCE_ROLES, modeQuery } from './finance-wire.ts'

export const listCreditChanges = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/credit-changes',
    operationId: 'listCreditChanges',
    tag: 'Finance',
    summary: 'Changes of credit',
    description: 'Newest first, with what you may do with each.',
    scope: null,
    query: z.strictObject({ ...modeQuery, ...pageQuery }),
    response: {
      status: 200,
      schema: listWire(creditChangeRowWire, 'StaffCreditChangeList'),
      example: { object: 'list', data: [creditChangeRowExample], hasMore: false, nextCursor: null },
    },
    problems: [401, 403],
    handler: async (context) => {
      const { finance, office, cursors, query } = context
      const page = await finance.creditChanges(query.livemode !== 'false', pageRequestOf(cursors, query))
      const who = { names: await office.staffNames(), userId: whoOf(context).id }
      return listAnswer(page, { cursors, query, position: (row) => row, present: (change) => toCreditChangeRow(change, who) })
    },
  }),
)
