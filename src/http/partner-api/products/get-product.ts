import { z } from 'zod'
import { productIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { productExample } from './product-examples.ts'
import { productWire } from './product-presenter.ts'
import { sendReady } from './ready-answer.ts'
import { shopperInputs, shopperOf } from './shopper.ts'

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
  query: z.strictObject(shopperInputs),
  etag: true,
  response: { status: 200, schema: productWire, example: productExample },
  problems: [502, 504],
  handler: async ({ products, principal, request, params, query, clock }) => {
    const ready = await products.product({
      ...shopperOf(principal, query, request.headers['accept-language']),
      productId: params.productId,
    })
    return sendReady(ready, clock)
  },
})
