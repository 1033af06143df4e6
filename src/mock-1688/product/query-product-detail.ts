import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, optionalText } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { renderDetail } from './render-detail.ts'

const schema = z.looseObject({ offerId: idText, country: z.string().min(1), currency: optionalText })

export const queryProductDetail: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.queryProductDetail',
  needsToken: true,
  required: ['offerDetailParam'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'offerDetailParam', schema)
    const product = world.catalogue.find(param.offerId)
    if (!product || product.status === 'deleted') throw new BusinessError('400', `offer not found: ${param.offerId}`)
    return nested(renderDetail(world, product, { country: param.country, currency: param.currency }))
  },
}
