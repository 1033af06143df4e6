import { z } from 'zod'
import { parseProductLink } from '../../../domain/catalogue/parse-product-link.ts'
import { Problem } from '../../problem.ts'
import { productIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'

export const resolveProductLink = definePartnerRoute({
  method: 'POST',
  path: '/v1/product-links/resolve',
  operationId: 'resolveProductLink',
  tag: 'Catalogue',
  summary: 'Resolve a product link',
  description:
    'Finds the product in what a shopper pasted: a 1688 link of desktop or mobile, a shared text with one inside, or an offer id. Only reads the text: whether the product exists is for `getProduct` to say. A short link (qr.1688.com) opens in a browser only and is refused with its `reason`.',
  scope: 'catalogue:read',
  idempotent: true,
  body: z
    .strictObject({ text: z.string().min(1).max(2000).meta({ description: 'As pasted.' }) })
    .meta({ id: 'ResolveProductLink', description: 'What a shopper pasted.' }),
  bodyExample: { text: '看看这个 https://detail.1688.com/offer/612345678901.html?spm=a26352' },
  response: {
    status: 200,
    schema: z
      .object({ object: z.literal('productLink'), productId: productIdWire })
      .meta({ id: 'ProductLink', description: 'The product a text names.' }),
    example: { object: 'productLink', productId: EXAMPLE.product },
  },
  handler: async ({ body }) => {
    const parsed = parseProductLink(body.text)
    if ('reason' in parsed) throw new Problem('product.link_not_recognised', { reason: parsed.reason })
    return { object: 'productLink', productId: `prd_${parsed.offerId}` }
  },
})
