import { z } from 'zod'
import { currencyWire, productIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput } from '../languages.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { sendReady } from './ready-answer.ts'

export const listSimilarProducts = definePartnerRoute({
  method: 'GET',
  path: '/v1/products/{productId}/similar',
  operationId: 'listSimilarProducts',
  tag: 'Catalogue',
  summary: 'List similar products',
  description: 'Up to ten products that 1688 finds like this one, on a single page. `soldLast30Days` is not known here.',
  scope: 'catalogue:read',
  cost: 3,
  params: z.object({ productId: productIdWire }),
  query: z.strictObject({
    lang: languageInput.optional().meta({ description: 'Of texts; your default language unless said.' }),
    currency: currencyWire.optional().meta({ description: 'Of indicative amounts; your default currency unless said.' }),
  }),
  etag: true,
  response: {
    status: 200,
    schema: productPageWire,
    example: productPageExample({ ...summaryExample, soldLast30Days: null }),
  },
  problems: [502, 504],
  handler: async ({ products, principal, tenant, params, query, clock }) => {
    const ready = await products.similar({
      livemode: tenant.livemode,
      view: principal.view,
      productId: params.productId,
      language: query.lang ?? principal.defaults.language,
      currency: query.currency ?? principal.defaults.currency,
    })
    return sendReady(ready, clock)
  },
})
