import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { currencyWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { creditDrawExample, creditDrawStatusWire, creditDrawWire, presentCreditDraw } from './credit-draw-presenter.ts'

export const listCreditDraws = definePartnerRoute({
  method: 'GET',
  path: '/v1/credit-draws',
  operationId: 'listCreditDraws',
  tag: 'Wallet',
  summary: 'List what was bought on credit',
  description: 'Newest first. What is open of them all is `credit.drawn` of the balance.',
  scope: 'wallet:read',
  query: z.strictObject({
    status: z.array(creditDrawStatusWire).max(3).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    currency: currencyWire.optional(),
    sourceId: z.string().min(1).max(64).optional().meta({ description: 'The order or shipment it was drawn for.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(creditDrawWire, 'CreditDrawList'),
    example: { object: 'list', data: [creditDrawExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ states: query.status, currency: query.currency, sourceId: query.sourceId })
    const page = await reads.creditDraws(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: (draw) => draw, present: presentCreditDraw })
  },
})
