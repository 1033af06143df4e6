import { z } from 'zod'
import { currencyWire, pageQuery, supplierIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput } from '../languages.ts'
import { summaryExample } from '../products/product-examples.ts'
import { productPageExample, productPageWire } from '../products/product-page.ts'
import { sendReady } from '../products/ready-answer.ts'

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
    lang: languageInput.optional().meta({ description: 'Of texts; your default language unless said.' }),
    currency: currencyWire.optional().meta({ description: 'Of amounts; your default currency unless said.' }),
    ...pageQuery,
    limit: z.int().min(1).max(50).default(20).meta({ description: 'Hits per page.' }),
  }),
  etag: true,
  response: {
    status: 200,
    schema: productPageWire,
    example: productPageExample(summaryExample),
  },
  problems: [502, 504],
  handler: async ({ suppliers, cursors, principal, tenant, params, query, clock }) => {
    // A page number only means something for one seller and one page size: the cursor is bound to both.
    const filters = { ...query, supplierId: params.supplierId, pageSize: query.limit }
    const ready = await suppliers.products({
      livemode: tenant.livemode,
      view: principal.view,
      supplierId: params.supplierId,
      keyword: query.keyword,
      language: query.lang ?? principal.defaults.language,
      currency: query.currency ?? principal.defaults.currency,
      page: Number(cursors.read(query.cursor, filters)?.[0] ?? 1),
      pageSize: query.limit,
      filters,
    })
    return sendReady(ready, clock)
  },
})
