import { z } from 'zod'
import { currencyWire, productIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput } from '../languages.ts'
import { productExample } from './product-examples.ts'
import { productWire } from './product-presenter.ts'
import { sendReady } from './ready-answer.ts'

export const getProduct = definePartnerRoute({
  method: 'GET',
  path: '/v1/products/{productId}',
  operationId: 'getProduct',
  tag: 'Catalogue',
  summary: 'Read a product',
  description:
    'A product of 1688 in the language and currency of your shoppers, with every variant. May be a minute old; a quote asks 1688 anew.',
  scope: 'catalogue:read',
  params: z.object({ productId: productIdWire }),
  query: z.strictObject({
    lang: languageInput.optional().meta({ description: 'Of texts; your default language unless said.' }),
    currency: currencyWire.optional().meta({ description: 'Of indicative amounts; your default currency unless said.' }),
  }),
  etag: true,
  response: { status: 200, schema: productWire, example: productExample },
  problems: [502, 504],
  handler: async ({ products, principal, tenant, params, query, clock }) => {
    const ready = await products.product({
      livemode: tenant.livemode,
      view: principal.view,
      productId: params.productId,
      language: query.lang ?? principal.defaults.language,
      currency: query.currency ?? principal.defaults.currency,
    })
    return sendReady(ready, clock)
  },
})
