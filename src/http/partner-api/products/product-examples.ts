import type { z } from 'zod'
import { EXAMPLE } from '../examples.ts'
import { freshnessExample } from './freshness.ts'
import type { productWire } from './product-presenter.ts'
import type { productSummaryWire } from './product-summary-presenter.ts'
import { pricingExample } from './shown-price.ts'

const price = { cny: { amount: 1800, currency: 'CNY' as const }, display: { amount: 253, currency: 'USD' as const } }
const listPrice = { cny: { amount: 2250, currency: 'CNY' as const }, display: { amount: 316, currency: 'USD' as const } }
const measures = { weightGrams: 420, lengthMm: 320, widthMm: 180, heightMm: 140, source: 'official' as const }

export const productExample: z.input<typeof productWire> = {
  object: 'product',
  id: EXAMPLE.product,
  language: 'en',
  title: 'Desk lamp, warm light',
  titleZh: '暖光台灯',
  untranslated: [],
  descriptionHtml: '<p>Warm light, three levels.</p>',
  imageUrls: ['https://cbu01.alicdn.com/img/ibank/lamp.jpg'],
  videoUrl: null,
  categoryId: '1034',
  unit: 'piece',
  attributes: [{ name: 'material', nameZh: '材质', value: 'metal', valueZh: '金属' }],
  skus: [
    {
      id: EXAMPLE.sku,
      attributes: [{ name: 'colour', nameZh: '颜色', value: 'white', valueZh: '白色' }],
      tiers: [{ fromQuantity: 1, price, listPrice }],
      stock: 1200,
      imageUrl: null,
      measures,
    },
  ],
  tiers: [],
  stock: 1200,
  minOrderQuantity: 2,
  batchNumber: null,
  mixedBatch: null,
  seller: {
    id: EXAMPLE.supplier,
    name: '义乌灯具厂',
    medalLevel: 4,
    compositeScore: 4.5,
    logisticsScore: 4.6,
    disputeScore: 4.8,
    repeatPurchasePercent: 37.5,
  },
  shippingTimeGuarantee: 'shipIn48Hours',
  labels: ['noReason7d'],
  measures,
  shipsFrom: '浙江省金华市',
  soldCount: 5300,
  restrictionHints: [{ code: 'batteryInEquipment', basis: 'attribute' }],
  orderable: true,
  notOrderableReason: null,
  ...pricingExample,
  ...freshnessExample,
}

export const summaryExample: z.input<typeof productSummaryWire> = {
  object: 'productSummary',
  id: EXAMPLE.product,
  language: 'en',
  title: 'Desk lamp, warm light',
  titleZh: '暖光台灯',
  untranslated: [],
  imageUrl: 'https://cbu01.alicdn.com/img/ibank/lamp.jpg',
  price,
  listPrice,
  minOrderQuantity: 2,
  soldLast30Days: 640,
  repurchasePercent: 37.5,
  sellerName: '义乌灯具厂',
  shippingTimeGuarantee: 'shipIn48Hours',
  labels: ['noReason7d'],
  categoryIds: ['1034'],
}
