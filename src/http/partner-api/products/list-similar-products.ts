import { z } from 'zod'
import { productIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { sendReady } from './ready-answer.ts'
import { shopperInputs, shopperOf } from './shopper.ts'

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
  query: z.strictObject(shopperInputs),
  etag: true,
  response: {
    status: 200,
    schema: productPageWire,
    example: productPageExample({ ...summaryExample, soldLast30Days: null }),
  },
  problems: [502, 504],
  handler: async ({ products, principal, request, params, query, clock }) => {
    const ready = await products.similar({
      ...shopperOf(principal, query, request.headers['accept-language']),
      productId: params.productId,
    })
    return sendReady(ready, clock)
  },
})
