import { z } from 'zod'
import { definePartnerRoute } from '../define-partner-route.ts'
import { filterInput, hitPageInputs, narrowingInputs, narrowingOf, sortInput } from './listing-inputs.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { sendReady } from './ready-answer.ts'
import { shopperInputs, shopperOf } from './shopper.ts'

export const searchProducts = definePartnerRoute({
  method: 'GET',
  path: '/v1/products',
  operationId: 'searchProducts',
  tag: 'Catalogue',
  summary: 'Search products',
  description: 'Searches 1688 by keyword, in any language. Hits may be some minutes old.',
  scope: 'catalogue:read',
  cost: 3,
  query: z.strictObject({
    keyword: z.string().min(1).max(100),
    ...narrowingInputs,
    filter: filterInput.optional().meta({ description: 'All of these; repeat the parameter.' }),
    sort: sortInput.optional().meta({ description: 'By relevance unless said.' }),
    ...shopperInputs,
    ...hitPageInputs,
  }),
  etag: true,
  response: {
    status: 200,
    schema: productPageWire,
    example: productPageExample(summaryExample),
  },
  problems: [502, 504],
  handler: async ({ products, rates, cursors, clock, principal, request, query }) => {
    const { language, ...shopper } = shopperOf(principal, query, request.headers['accept-language'])
    // A page number only means something together with the page size, so the size is part of what the cursor is bound to.
    const filters = { ...query, pageSize: query.limit }
    const ready = await products.search({
      ...shopper,
      filters,
      query: {
        keyword: query.keyword,
        language,
        page: Number(cursors.read(query.cursor, filters)?.[0] ?? 1),
        pageSize: query.limit,
        ...narrowingOf(query, { rates, currency: shopper.currency, at: clock.now(), rules: shopper.view.rules }),
      },
    })
    return sendReady(ready, clock)
  },
})
