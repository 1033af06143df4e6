import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { currencyWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { presentTopUp, topUpExample, topUpStatusWire, topUpWire } from './top-up-presenter.ts'

export const listTopUps = definePartnerRoute({
  method: 'GET',
  path: '/v1/top-ups',
  operationId: 'listTopUps',
  tag: 'Wallet',
  summary: 'List top-ups',
  description: 'Newest first.',
  scope: 'wallet:read',
  query: z.strictObject({
    status: z.array(topUpStatusWire).max(10).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    currency: currencyWire.optional(),
    externalRef: z.string().min(1).max(64).optional(),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(topUpWire, 'TopUpList'),
    example: { object: 'list', data: [topUpExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ states: query.status, currency: query.currency, externalRef: query.externalRef })
    const page = await reads.topUps(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: (topUp) => topUp, present: presentTopUp })
  },
})
