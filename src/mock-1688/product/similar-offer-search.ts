import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { idText, pageNumber, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { productQuery } from './offer-query.ts'

const MAX_PAGE_SIZE = 20

const schema = z.looseObject({
  offerId: idText,
  page: pageNumber.default(1),
  pageSize: pageNumber.default(MAX_PAGE_SIZE),
})

/** Older, of another solution: goods that look like the one named, 20 a page at most, the former price in fen. */
export const similarOfferSearch: Api = {
  namespace: 'com.alibaba.linkplus',
  name: 'alibaba.cross.similar.offer.search',
  needsToken: true,
  required: ['offerId'],
  refuse: refuseFlat,
  async handle({ world, params }) {
    const { offerId, page, pageSize } = plainArguments(params, schema)
    const product = world.catalogue.find(offerId)
    if (!product) throw new BusinessError('400', 'offer not found')
    const akin = searchProducts(world.catalogue, productQuery({ categoryId: product.kind.id }, world.clock.now()))
    const alike = await world.looks.nearest(
      akin.filter((number) => number !== product.index),
      await world.looks.looksOfProduct(product.index),
    )
    const size = Math.min(pageSize, MAX_PAGE_SIZE)
    const shown = alike.slice((page - 1) * size, page * size).map((one) => world.catalogue.generated(one.product))
    return {
      success: true,
      errorCode: null,
      errorMessage: null,
      result: shown.map((other) => ({
        offerId: Number(other.offerId),
        subject: other.title.zh,
        imageUrl: `${world.publicUrl}/img/${other.offerId}/1.jpg`,
        oldPrice: other.tiers[0]?.listPriceFen ?? other.onePieceFen,
      })),
      totalRecord: alike.length,
    }
  },
}
