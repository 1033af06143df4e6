import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, pageNumber } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { productQuery } from './offer-query.ts'
import { renderCard } from './render-card.ts'

const schema = z.looseObject({
  offerId: idText,
  pageNo: pageNumber.default(1),
  pageSize: pageNumber.transform((size) => Math.min(size, 10)).default(10),
  language: z.string().default('en'),
})

export const relatedRecommend: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.related.recommend',
  needsToken: true,
  required: ['relatedQueryParams'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'relatedQueryParams', schema)
    const product = world.catalogue.find(param.offerId)
    if (!product) throw new BusinessError('400', 'offer not found')
    const related = searchProducts(world.catalogue, productQuery({ categoryId: product.kind.id }, world.clock.now())).filter(
      (other) => other !== product.index,
    )
    const from = (param.pageNo - 1) * param.pageSize
    // `monthSold` is the last 90 days here.
    return nested(
      related
        .slice(from, from + param.pageSize)
        .map((other) => world.catalogue.generated(other))
        .map((other) => ({ ...renderCard(world, other, param.language), monthSold: other.monthSold * 3 })),
    )
  },
}
