import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { offerQuerySchema, productQuery } from './offer-query.ts'
import { inPool } from './product-pool.ts'
import { renderPage } from './render-card.ts'

const schema = offerQuerySchema.extend({ keyword: z.string() })

export const keywordQuery: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.keywordQuery',
  needsToken: true,
  required: ['offerQueryParam'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'offerQueryParam', schema)
    const poolId = param.productCollectionId
    const found = searchProducts(world.catalogue, productQuery(param, world.clock.now()))
    const products = poolId ? found.filter((number) => inPool(number, poolId)) : found
    return nested(renderPage(world, products, { number: param.beginPage, size: param.pageSize, country: param.country }))
  },
}
