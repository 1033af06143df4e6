import { z } from 'zod'
import type { SearchImage, SearchPicture } from '../../../domain/catalogue/find-search-image.ts'
import { Problem } from '../../problem.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { filterInput, narrowingInputs, narrowingOf, sortInput } from './listing-inputs.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { shopperInputs, shopperOf } from './shopper.ts'

/** As large as a phone's photo; base64 makes four bytes of three. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024
const MAX_BASE64 = Math.ceil(MAX_IMAGE_BYTES / 3) * 4

export const searchByImage = definePartnerRoute({
  method: 'POST',
  path: '/v1/product-image-searches',
  operationId: 'searchByImage',
  tag: 'Catalogue',
  summary: 'Search by picture',
  description:
    'Finds products that look like a picture: send it as `imageBase64`, or say where it lies as `imageUrl`. For the next page send `cursor` instead, with the same filters. The picture is decoded and written anew before 1688 sees it, and is not kept.',
  scope: 'catalogue:read',
  cost: 5,
  bodyLimit: MAX_BASE64 + 16 * 1024,
  idempotent: true,
  body: z
    .strictObject({
      imageBase64: z.string().min(1).max(MAX_BASE64).optional().meta({
        description: 'JPEG, PNG or WebP of at most 5 MiB and 50 megapixels, in standard base64. Its type is told by its bytes.',
      }),
      imageUrl: z.string().min(1).max(2000).optional().meta({
        description:
          'A public https address (port 443 or 8443) that answers with such a picture within 10 s, or the address of a picture of a 1688 listing.',
      }),
      cursor: z.string().min(1).max(4000).optional().meta({ description: '`nextCursor` of the page before.' }),
      ...narrowingInputs,
      filter: filterInput.optional().meta({ description: 'All of these.' }),
      sort: sortInput.optional().meta({ description: 'By likeness unless said.' }),
      ...shopperInputs,
      limit: z.int().min(1).max(50).optional().meta({ description: 'Hits per page; 20 unless said.' }),
    })
    .meta({ id: 'SearchByImage', description: 'A picture, or the cursor of the page before: exactly one of the three.' }),
  bodyExample: { imageUrl: 'https://shop.example.com/uploads/lamp.jpg', lang: 'en', currency: 'USD', limit: 20 },
  response: { status: 200, schema: productPageWire, example: productPageExample(summaryExample) },
  problems: [413, 502, 503, 504],
  prepare: async ({ products, searchImages, cursors, rates, clock, principal, request, tenant, body }) => {
    const { imageBase64, imageUrl, cursor, ...filters } = body
    const pageSize = body.limit ?? 20
    const bound = { ...filters, pageSize, by: 'image' }
    const { page, image } = await placeOf()
    const { language, ...shopper } = shopperOf(principal, body, request.headers['accept-language'])
    const narrowing = narrowingOf(body, { rates, currency: shopper.currency, at: clock.now(), rules: shopper.view.rules })
    return products.byImage({
      ...shopper,
      filters: bound,
      query: { ...image, language, page, pageSize, ...narrowing },
    })

    async function placeOf(): Promise<{ page: number; image: SearchImage }> {
      if ([imageBase64, imageUrl, cursor].filter((one) => one !== undefined).length !== 1) throw exactlyOne()
      const [page, kind, reference] = cursors.read(cursor, bound) ?? []
      if (reference !== undefined) return { page: Number(page), image: kind === 'id' ? { imageId: reference } : { imageUrl: reference } }
      const picture: SearchPicture = imageUrl === undefined ? { bytes: bytesOf(imageBase64 ?? '') } : { url: imageUrl }
      return { page: 1, image: await searchImages.find({ picture, livemode: tenant.livemode }) }
    }
  },
  handler: async ({ prepared }) => prepared.bytes,
})

function bytesOf(base64: string): Uint8Array {
  // Node decodes whatever it is given; what does not come out the same was no base64.
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) {
    throw new Problem('request.validation_failed', {}, { fields: [{ in: 'body', pointer: '#/imageBase64', code: 'invalid_format' }] })
  }
  return bytes
}

function exactlyOne(): Problem {
  const fields = ['imageBase64', 'imageUrl', 'cursor'].map((name) => ({
    in: 'body' as const,
    pointer: `#/${name}`,
    code: 'conflict' as const,
  }))
  return new Problem('request.validation_failed', {}, { fields })
}
