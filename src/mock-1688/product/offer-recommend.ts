import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument, optionalText, pageNumber } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { productQuery } from './offer-query.ts'
import { renderPage } from './render-card.ts'

const schema = z.looseObject({
  beginPage: pageNumber.default(1),
  pageSize: pageNumber.transform((size) => Math.min(size, 50)).default(20),
  country: z.string().default('en'),
  outMemberId: optionalText,
})

export const offerRecommend: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.offerRecommend',
  needsToken: true,
  required: ['recommendOfferParam'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'recommendOfferParam', schema)
    const query = productQuery({}, world.clock.now())
    // An array, not a page.
    return nested(
      renderPage(world, searchProducts(world.catalogue, query), { number: param.beginPage, size: param.pageSize, country: param.country })
        .data,
    )
  },
}
