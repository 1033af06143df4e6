import { z } from 'zod'
import type { ProductSummary } from '../../../domain/upstream/product.ts'
import { productIdWire } from '../../schema/wire.ts'
import { listPriceWire, presentPrices, type ShowPrice, shownPriceWire } from './shown-price.ts'
import { untranslatedTitle, untranslatedWire } from './untranslated.ts'

export const productSummaryWire = z
  .object({
    object: z.literal('productSummary'),
    id: productIdWire,
    language: z.string(),
    title: z.string(),
    titleZh: z.string(),
    untranslated: untranslatedWire,
    imageUrl: z.string().nullable(),
    price: shownPriceWire.nullable(),
    listPrice: listPriceWire,
    minOrderQuantity: z.int().min(0).nullable(),
    soldLast30Days: z.int().min(0).nullable(),
    repurchasePercent: z.number().nullable(),
    sellerName: z.string().nullable(),
    shippingTimeGuarantee: z.string().nullable(),
    labels: z.array(z.string()),
    categoryIds: z.array(z.string()),
  })
  .meta({ id: 'ProductSummary', description: 'One hit of a search.' })

export function presentSummary(hit: ProductSummary, show: ShowPrice): z.input<typeof productSummaryWire> {
  const {
    language,
    imageUrl,
    priceFen,
    promotionPriceFen,
    minOrderQuantity,
    soldLast30Days,
    repurchasePercent,
    sellerName,
    categoryIds,
    labels,
  } = hit
  return {
    ...{ object: 'productSummary', id: `prd_${hit.offerId}`, language },
    title: hit.title.translated ?? hit.title.zh,
    titleZh: hit.title.zh,
    untranslated: untranslatedTitle(hit),
    imageUrl,
    ...(priceFen === null ? { price: null, listPrice: null } : presentPrices({ priceFen, promotionPriceFen }, show)),
    ...{ minOrderQuantity, soldLast30Days, repurchasePercent, sellerName },
    shippingTimeGuarantee: labels.shippingTimeGuarantee,
    labels: [...labels.tags, ...labels.identities],
    categoryIds,
  }
}
