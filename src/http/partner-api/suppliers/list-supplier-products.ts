import { z } from 'zod'
import { supplierIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { hitPageInputs } from '../products/listing-inputs.ts'
import { summaryExample } from '../products/product-examples.ts'
import { productPageExample, productPageWire } from '../products/product-page.ts'
import { sendReady } from '../products/ready-answer.ts'
import { shopperInputs, shopperOf } from '../products/shopper.ts'

export const listSupplierProducts = definePartnerRoute({
  method: 'GET',
  path: '/v1/suppliers/{supplierId}/products',
  operationId: 'listSupplierProducts',
  tag: 'Catalogue',
  summary: "List a supplier's products",
  description: 'What one seller of 1688 offers, in the order 1688 gives. Hits may be some minutes old.',
  scope: 'catalogue:read',
  cost: 3,
  params: z.object({ supplierId: supplierIdWire }),
  query: z.strictObject({
    keyword: z.string().min(1).max(100).optional(),
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
  handler: async ({ suppliers, cursors, principal, params, query, clock }) => {
    // A page number only means something for one seller and one page size: the cursor is bound to both.
    const filters = { ...query, supplierId: params.supplierId, pageSize: query.limit }
    const ready = await suppliers.products({
      ...shopperOf(principal, query),
      supplierId: params.supplierId,
      keyword: query.keyword,
      page: Number(cursors.read(query.cursor, filters)?.[0] ?? 1),
      pageSize: query.limit,
      filters,
    })
    return sendReady(ready, clock)
  },
})
