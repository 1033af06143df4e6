import { z } from 'zod'
import type { ProductFilter, ProductSort } from '../../../domain/upstream/product.ts'
import { currencyWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput } from '../languages.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { summaryExample } from './product-examples.ts'
import { productPageExample, productPageWire } from './product-page.ts'
import { sendReady } from './ready-answer.ts'
import { toFen } from './shown-price.ts'

/** Words of the query string and what they mean upstream. */
const SORTS = {
  price: { by: 'price', direction: 'asc' },
  '-price': { by: 'price', direction: 'desc' },
  '-monthlySales': { by: 'monthlySales', direction: 'desc' },
  '-repurchaseRate': { by: 'repurchaseRate', direction: 'desc' },
} as const satisfies Record<string, ProductSort>

const FILTERS = [
  ...(['shipsToday', 'shipsIn24Hours', 'shipsIn48Hours', 'certifiedFactory', 'strictSelection', 'onePieceDropship'] as const),
  ...(['onePieceDropshipFreeFreight', 'returnsIn7Days', 'newIn7Days', 'newIn30Days'] as const),
] as const satisfies readonly ProductFilter[]

const amount = z.int().min(0).max(1_000_000_000_000)

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
    categoryId: z
      .string()
      .regex(/^[0-9]{1,20}$/)
      .max(20)
      .optional(),
    priceMin: amount.optional().meta({ description: 'In minor units of `currency`.' }),
    priceMax: amount.optional().meta({ description: 'In minor units of `currency`.' }),
    filter: z.array(z.enum(FILTERS)).max(10).optional().meta({ description: 'All of these; repeat the parameter.' }),
    sort: z
      .enum(Object.keys(SORTS) as [keyof typeof SORTS, ...(keyof typeof SORTS)[]])
      .optional()
      .meta({ description: 'By relevance unless said.' }),
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
      minor === undefined ? undefined : toFen(rates, { amount: minor, currency }, clock.now())
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
