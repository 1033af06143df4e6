import { z } from 'zod'
import { type ProductQuery, searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { productQuery } from './offer-query.ts'
import { renderCard } from './render-card.ts'

type RankType = 'complex' | 'hot' | 'goodPrice' | 'anchorHot' | 'anchorNew' | 'anchorRecommend' | 'VNHot' | 'VNTrend'

/** What each ranking goes by: our choice, the documents name the rankings only. */
const RANKINGS: Readonly<Record<RankType, Partial<ProductQuery>>> = {
  complex: {},
  hot: { sort: { key: 'monthSold', descending: true } },
  goodPrice: { sort: { key: 'price', descending: false } },
  anchorHot: { sort: { key: 'rePurchaseRate', descending: true } },
  anchorNew: { filters: ['new7'] },
  anchorRecommend: { filters: ['isSelect'] },
  VNHot: { filters: ['VNFL'] },
  VNTrend: { filters: ['VNFL', 'new30'] },
}

const schema = z.looseObject({
  rankType: z.enum(Object.keys(RANKINGS) as [RankType, ...RankType[]]),
  rankId: idText,
  limit: z.number().int().min(1).max(20).default(10),
  language: z.string().default('en'),
})

/** A ranked list of one category. */
export const topList: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.topList.query',
  needsToken: true,
  required: ['rankQueryParams'],
  refuse: refuseNested,
  handle({ world, params }) {
    const { rankType, rankId, limit, language } = jsonArgument(params, 'rankQueryParams', schema)
    const query = { ...productQuery({ categoryId: Number(rankId) }, world.clock.now()), ...RANKINGS[rankType] }
    const products = searchProducts(world.catalogue, query).slice(0, limit)
    const rankProductModels = products.map((number, at) => ({
      sort: at + 1,
      ...renderCard(world, world.catalogue.generated(number), language),
    }))
    return nested({ rankId, rankType, rankName: rankType, rankProductModels })
  },
}
