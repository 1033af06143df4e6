import type { Product } from '../../../src/domain/upstream/product.ts'

/** What 1688 measures of its seller. */
export const scores = {
  ...{ medalLevel: 4, composite: 4.5, logistics: null, dispute: null, offer: null },
  ...{ consulting: null, afterSales: null, repeatPurchasePercent: 37.5, pickupWithin48HoursPercent: null, qualityRefundPercent: null },
}
const measures = { weightG: 420, lengthMm: null, widthMm: null, heightMm: null, source: 'seller' as const }
/** A product as 1688 would tell of it. */
export const lamp: Product = {
  offerId: '612345678901',
  language: 'en',
  title: { zh: '台灯', translated: 'Desk lamp' },
  descriptionHtml: { zh: '<p>灯</p>', translated: null },
  categoryId: '1034',
  topCategoryId: null,
  categoryIds: ['10', '1034'],
  attributes: [{ attributeId: '1', name: { zh: '材质', translated: 'material' }, value: { zh: '金属', translated: null } }],
  imageUrls: ['https://cbu01.alicdn.com/a.jpg'],
  whiteImageUrl: null,
  videoUrl: null,
  unit: { zh: '个', translated: 'piece' },
  skus: [
    {
      specId: 'b266e0726506185beaf205cbae88530d',
      skuId: '5403412737023',
      priceFen: 1800n,
      promotionPriceFen: null,
      tiers: [{ fromQuantity: 1, priceFen: 1800n, promotionPriceFen: null }],
      stock: 12,
      attributes: [],
      imageUrl: null,
      sellerSkuCode: 'internal',
      measures,
    },
  ],
  tiers: [],
  stock: 12,
  minOrderQuantity: 2,
  batchNumber: null,
  mixedBatch: { minAmountFen: 10_000n, minQuantity: null },
  seller: { openId: 'BBBopen', name: '某厂', scores },
  labels: { tags: ['noReason7d'], identities: [], shippingTimeGuarantee: 'shipIn48Hours' },
  measures,
  shipsFrom: '浙江',
  soldCount: 9,
  tradeScore: 4.1,
  orderable: true,
  notOrderableReason: null,
}
