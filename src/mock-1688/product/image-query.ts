import type { Product } from '../catalogue/product.ts'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Looks } from '../pictures/looks.ts'
import { type Likeness, SAME_PICTURE_BITS } from '../pictures/looks-index.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, optionalText } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nestedText, refuseNestedText } from '../protocol/envelopes.ts'
import type { World } from '../state/world.ts'
import { offerQuerySchema, productQuery } from './offer-query.ts'
import { renderCard, renderPage } from './render-card.ts'
import { servicesOf } from './render-detail.ts'

const schema = offerQuerySchema.extend({
  imageId: idText.nullish(),
  imageAddress: optionalText,
  region: optionalText,
  auxiliaryText: optionalText,
  itemTitle: optionalText,
})
/** A picture finds this many at most, however many there are. */
const HITS = 200

export const imageQuery: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.imageQuery',
  needsToken: true,
  required: ['offerQueryParam'],
  refuse: refuseNestedText,
  async handle({ world, params }) {
    const param = jsonArgument(params, 'offerQueryParam', schema)
    const looks = await wantedLooks(world, param)
    const keyword = [param.keyword, param.auxiliaryText, param.itemTitle].filter(Boolean).join(' ') || null
    const found = searchProducts(world.catalogue, productQuery({ ...param, keyword }, world.clock.now()))
    const products = param.sort === null ? ranked(world, await world.looks.nearest(found, looks)) : found.slice(0, HITS)
    const page = renderPage(world, products, { number: param.beginPage, size: param.pageSize, country: param.country })
    const from = (param.beginPage - 1) * param.pageSize
    const data = products.slice(from, from + param.pageSize).map((number) => {
      const product = world.catalogue.generated(number)
      return { ...renderCard(world, product, param.country), ...sellerOf(product) }
    })
    return nestedText({
      ...page,
      data,
      picRegionInfo: { currentRegion: param.region ?? '40,760,40,760', yoloCropRegion: '40,760,40,760;120,680,120,680' },
    })
  },
}

async function wantedLooks(world: World, param: { imageId?: string | null | undefined; imageAddress: string | null }): Promise<Looks> {
  const uploaded = param.imageId ? world.images.search(param.imageId) : undefined
  if (uploaded) return uploaded
  const offerId = /\/img\/(\d+)\//.exec(param.imageAddress ?? '')?.[1]
  const product = offerId ? world.catalogue.find(offerId) : null
  // A picture on another host finds nothing (spec 2.2), and so does an id never given.
  if (!product) throw new BusinessError('400', 'imageId or imageAddress invalid')
  return world.looks.looksOfProduct(product.index)
}

/** The pictures that are the same come first; when there is one, goods of its kind follow, else whatever looks alike. */
function ranked(world: World, alike: readonly Likeness[]): number[] {
  const same = alike.filter((one) => one.differingBits <= SAME_PICTURE_BITS)
  const rest = alike.slice(same.length)
  const [best] = same
  const { words } = world.catalogue.searchIndex
  const leafOf = (product: number): number | undefined => words[0]?.[product]
  const akin = best ? rest.filter((one) => leafOf(one.product) === leafOf(best.product)) : []
  return [...same, ...akin, ...(akin.length < HITS ? rest.filter((one) => !akin.includes(one)).slice(0, HITS) : [])]
    .slice(0, HITS)
    .map((one) => one.product)
}

function sellerOf(product: Product): Record<string, unknown> {
  const { seller } = product
  return {
    companyName: seller.companyName,
    companyAddress: `${seller.place.province}${seller.place.city}`,
    offerDataInfo: {
      offerApplauseRate: '98%',
      kjFeaturedServices: servicesOf(product).join(','),
      qualityRfdRate30d: `${(product.qualityReturns / 10).toFixed(1)}%`,
      repurchaseRate30d: `${product.repurchasePercent}%`,
      pickupRate24h30d: `${product.within24}%`,
    },
  }
}
