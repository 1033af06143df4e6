import { z } from 'zod'
import { currencyWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput } from '../languages.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { categoryIdInput, filterInput, priceInput, SORTS, sortInput } from './listing-inputs.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { sendReady } from './ready-answer.ts'
import { toFen } from './shown-price.ts'

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
    categoryId: categoryIdInput.optional(),
    priceMin: priceInput.optional(),
    priceMax: priceInput.optional(),
    filter: filterInput.optional().meta({ description: 'All of these; repeat the parameter.' }),
    sort: sortInput.optional().meta({ description: 'By relevance unless said.' }),
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
  handler: async ({ products, rates, cursors, clock, principal, tenant, query }) => {
    const currency = query.currency ?? principal.defaults.currency
    const toPrice = (minor: number | undefined) =>
      minor === undefined ? undefined : toFen(minor, { rates, currency, at: clock.now(), rules: principal.view.rules })
    // A page number only means something together with the page size, so the size is part of what the cursor is bound to.
    const filters = { ...query, pageSize: query.limit }
    const optional = withoutUndefined({
      sort: query.sort && SORTS[query.sort],
      filters: query.filter,
      priceFromFen: toPrice(query.priceMin),
      priceToFen: toPrice(query.priceMax),
      categoryId: query.categoryId,
    })
    const ready = await products.search({
      livemode: tenant.livemode,
      view: principal.view,
      currency,
      filters,
      query: {
        keyword: query.keyword,
        language: query.lang ?? principal.defaults.language,
        page: Number(cursors.read(query.cursor, filters)?.[0] ?? 1),
        pageSize: query.limit,
        ...optional,
      },
    })
    return sendReady(ready, clock)
  },
})
