import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { offerQuerySchema, productQuery } from './offer-query.ts'
import { renderPage } from './render-card.ts'

const schema = offerQuerySchema.extend({ sellerOpenId: z.string().min(1) })

export const querySellerOfferList: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.querySellerOfferList',
  needsToken: true,
  required: ['offerQueryParam'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'offerQueryParam', schema)
    const query = { ...productQuery(param, world.clock.now()), sellerOpenId: param.sellerOpenId }
    const page = renderPage(world, searchProducts(world.catalogue, query), {
      number: param.beginPage,
      size: param.pageSize,
      country: param.country,
    })
    // Here `isSelect` is text.
    const data = page.data.map((card) => ({
      ...(card as Record<string, unknown>),
      isSelect: String((card as { isSelect: unknown }).isSelect),
    }))
    return nested({ ...page, data })
  },
}
