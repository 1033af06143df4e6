import type { Product } from '../catalogue/product.ts'
import { searchProducts } from '../catalogue/search-products.ts'
import { colourDistance, paletteOf } from '../pictures/palette.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, optionalText } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nestedText, refuseNestedText } from '../protocol/envelopes.ts'
import type { PictureColours } from '../state/images.ts'
import type { World } from '../state/world.ts'
import { offerQuerySchema, productQuery } from './offer-query.ts'
import { renderCard, renderPage } from './render-card.ts'

const schema = offerQuerySchema.extend({ imageId: idText.nullish(), imageAddress: optionalText, region: optionalText })
const HITS = 100

export const imageQuery: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.imageQuery',
  needsToken: true,
  required: ['offerQueryParam'],
  refuse: refuseNestedText,
  handle({ world, params }) {
    const param = jsonArgument(params, 'offerQueryParam', schema)
    const colours = wantedColours(world, param)
    const found = searchProducts(world.catalogue, productQuery(param, world.clock.now()))
    const products = param.sort === null ? nearest(found, colours) : found
    const page = renderPage(world, products, { number: param.beginPage, size: param.pageSize, country: param.country })
    const from = (param.beginPage - 1) * param.pageSize
    const data = products
      .slice(from, from + param.pageSize)
      .map((product) => ({ ...renderCard(world, product, param.country), ...sellerOf(product) }))
    return nestedText({
      ...page,
      data,
      picRegionInfo: { currentRegion: param.region ?? '40,760,40,760', yoloCropRegion: '40,760,40,760;120,680,120,680' },
    })
  },
}

function wantedColours(world: World, param: { imageId?: string | null | undefined; imageAddress: string | null }): PictureColours {
  const uploaded = param.imageId ? world.images.search(param.imageId) : undefined
  if (uploaded) return uploaded
  const offerId = /\/img\/(\d+)\//.exec(param.imageAddress ?? '')?.[1]
  const product = offerId ? world.catalogue.find(offerId) : null
  // A picture on another host finds nothing (spec 2.2), and so does an id never given.
  if (!product) throw new BusinessError('400', 'imageId or imageAddress invalid')
  return paletteOf(product)
}

function nearest(products: readonly Product[], colours: PictureColours): Product[] {
  return products
    .map((product) => ({ product, distance: colourDistance(paletteOf(product), colours) }))
    .sort((left, right) => left.distance - right.distance || left.product.index - right.product.index)
    .slice(0, HITS)
    .map((hit) => hit.product)
}

function sellerOf(product: Product): Record<string, unknown> {
  const { seller } = product
  return {
    companyName: seller.companyName,
    companyAddress: `${seller.place.province}${seller.place.city}`,
    offerDataInfo: {
      offerApplauseRate: '98%',
      kjFeaturedServices: null,
      qualityRfdRate30d: '0.5%',
      repurchaseRate30d: `${product.repurchasePercent}%`,
      pickupRate24h30d: '97.2%',
    },
  }
}
