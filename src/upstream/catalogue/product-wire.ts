import { z } from 'zod'
import { decimal, flag, id, list, part, text, yuan } from '../wire.ts'
import { sellerDataInfo } from './summary-wire.ts'

const skuAttribute = z.object({
  attributeId: text,
  attributeName: text,
  attributeNameTrans: text,
  value: text,
  valueTrans: text,
  skuImageUrl: text,
  skuImageUrlTrans: text,
})

const sku = z.object({
  skuId: id,
  specId: text,
  amountOnSale: decimal,
  price: yuan,
  promotionPrice: yuan,
  cargoNumber: text,
  skuAttributes: list(skuAttribute),
})

const priceRange = z.object({ startQuantity: decimal, price: yuan, promotionPrice: yuan })

/** Centimetres and kilograms; `official…` is what 1688 measured, `aiWeight` what it predicts. */
const skuShippingDetail = z.object({
  skuId: text,
  length: decimal,
  width: decimal,
  height: decimal,
  weight: decimal,
  pkgSizeSource: text,
  aiWeight: decimal,
  officialLength: decimal,
  officialWidth: decimal,
  officialHeight: decimal,
  officialWeight: decimal,
})

/** The old list: centimetres, but grams (spec 4). */
const skuShippingInfo = z.object({ skuId: text, length: decimal, width: decimal, height: decimal, weight: decimal })

/** The payload of the product detail (spec 2.3); what we do not use is not named. */
export const productWire = z.object({
  offerId: id,
  categoryId: text,
  topCategoryId: text,
  secondCategoryId: text,
  thirdCategoryId: text,
  subject: text,
  subjectTrans: text,
  description: text,
  descriptionTrans: text,
  mainVideo: text,
  productImage: part({ images: list(text), whiteImage: text }),
  productAttribute: list(z.object({ attributeId: text, attributeName: text, attributeNameTrans: text, value: text, valueTrans: text })),
  productSkuInfos: list(sku),
  productSaleInfo: part({
    amountOnSale: decimal,
    quoteType: decimal,
    priceRangeList: list(priceRange),
    unitInfo: part({ unit: text, transUnit: text }),
  }),
  productShippingInfo: part({
    sendGoodsAddressText: text,
    weight: decimal,
    length: decimal,
    width: decimal,
    height: decimal,
    shippingTimeGuarantee: text,
    skuShippingInfoList: list(skuShippingInfo),
    skuShippingDetails: list(skuShippingDetail),
  }),
  minOrderQuantity: decimal,
  batchNumber: decimal,
  sellerMixSetting: part({ generalHunpi: flag, mixAmount: yuan, mixNumber: decimal }),
  status: text,
  soldOut: decimal,
  sellerOpenId: text,
  companyName: text,
  sellerDataInfo,
  tagInfoList: list(z.object({ key: text, value: flag })),
  offerIdentities: list(text),
  tradeScore: decimal,
})

export type ProductWire = z.output<typeof productWire>
export type SkuWire = z.output<typeof sku>
