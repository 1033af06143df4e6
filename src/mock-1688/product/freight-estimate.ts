import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { decimal, idText, jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { yuan } from '../protocol/money.ts'

const schema = z.looseObject({
  offerId: idText,
  toProvinceCode: idText,
  toCityCode: idText,
  // The district, whatever the name says.
  toCountryCode: idText,
  totalNum: decimal.pipe(z.number().positive()),
  logisticsSkuNumModels: z.array(z.looseObject({ skuId: idText, number: decimal })).nullish(),
})

const FIRST_FEN = 600
const NEXT_FEN = 250

export const freightEstimate: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.freight.estimate',
  needsToken: true,
  required: ['productFreightQueryParamsNew'],
  refuse: refuseNested,
  handle({ world, params }) {
    const param = jsonArgument(params, 'productFreightQueryParamsNew', schema)
    const product = world.catalogue.find(param.offerId)
    if (!product) throw new BusinessError('400', `offer not found: ${param.offerId}`)
    const kilograms = Math.max(1, Math.ceil((product.grams * param.totalNum) / 1000))
    const free = product.seller.freePostage
    const [length, width, height] = product.sizeCm
    return nested({
      offerId: Number(product.offerId),
      freight: free ? '0.00' : yuan(FIRST_FEN + (kilograms - 1) * NEXT_FEN),
      freePostage: free,
      templateId: 900_000 + product.seller.index,
      templateName: free ? '卖家承担运费' : '默认运费模板',
      templateType: free ? 1 : 2,
      subTemplateType: 0,
      subTemplateName: '快递',
      chargeType: 0,
      firstFee: yuan(FIRST_FEN),
      firstUnit: '1',
      nextFee: yuan(NEXT_FEN),
      nextUnit: '1',
      discount: null,
      singleProductWeight: product.grams / 1000,
      singleProductLength: length,
      singleProductWidth: width,
      singleProductHeight: height,
      sizeValueType: 1,
      productFreightSkuInfoModels: (param.logisticsSkuNumModels ?? []).map((sku) => ({ skuId: Number(sku.skuId), number: sku.number })),
    })
  },
}
