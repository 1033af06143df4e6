import { z } from 'zod'
import { supplierIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { filterInput, hitPageInputs, narrowingInputs, narrowingOf, sortInput } from '../products/listing-inputs.ts'
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
  description: 'What one seller of 1688 offers. Hits may be some minutes old.',
  scope: 'catalogue:read',
  cost: 3,
  params: z.object({ supplierId: supplierIdWire }),
  query: z.strictObject({
    keyword: z.string().min(1).max(100).optional(),
    ...narrowingInputs,
    filter: filterInput.optional().meta({ description: 'All of these; repeat the parameter.' }),
    sort: sortInput.optional().meta({ description: 'In the order 1688 gives unless said.' }),
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
  handler: async ({ suppliers, cursors, principal, request, params, query, clock, rates }) => {
    // A page number only means something for one seller and one page size: the cursor is bound to both.
    const filters = { ...query, supplierId: params.supplierId, pageSize: query.limit }
    const shopper = shopperOf(principal, query, request.headers['accept-language'])
    const ready = await suppliers.products({
      ...shopper,
      supplierId: params.supplierId,
      narrowing: {
        ...(query.keyword === undefined ? {} : { keyword: query.keyword }),
        ...narrowingOf(query, { rates, currency: shopper.currency, at: clock.now(), rules: shopper.view.rules }),
      },
      page: Number(cursors.read(query.cursor, filters)?.[0] ?? 1),
      pageSize: query.limit,
      filters,
    })
    return sendReady(ready, clock)
  },
})
