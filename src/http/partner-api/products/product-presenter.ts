import { z } from 'zod'
import { supplierIdOf } from '../../../domain/catalogue/supplier-ids.ts'
import { HINT_BASES, restrictionHints } from '../../../domain/shipments/restriction-hints.ts'
import { RESTRICTION_FLAGS } from '../../../domain/shipments/restrictions.ts'
import type { Cached } from '../../../domain/upstream/cached-catalogue.ts'
import type { Measures, PriceTier, Product, ProductAttribute, ProductSku } from '../../../domain/upstream/product.ts'
import { moneyWire, productIdWire, skuIdWire, supplierIdWire } from '../../schema/wire.ts'
import { freshnessFields, presentFreshness } from './freshness.ts'
import { listPriceWire, type Pricing, presentPrices, pricingFields, type ShowPrice, shownPriceWire } from './shown-price.ts'
import { untranslatedIn, untranslatedWire } from './untranslated.ts'

const attributeWire = z
  .object({ name: z.string(), nameZh: z.string(), value: z.string(), valueZh: z.string() })
  .meta({ id: 'ProductAttribute', description: 'A property, translated and as the seller wrote it.' })

const tierWire = z
  .object({ fromQuantity: z.int().min(1), price: shownPriceWire, listPrice: listPriceWire })
  .meta({ id: 'PriceTier', description: 'A unit price that holds from this quantity on.' })

const measuresWire = z
  .object({
    weightGrams: z.int().min(0).nullable(),
    lengthMm: z.int().min(0).nullable(),
    widthMm: z.int().min(0).nullable(),
    heightMm: z.int().min(0).nullable(),
    source: z.enum(['official', 'seller', 'predicted', 'unstated']),
  })
  .meta({ id: 'Measures', description: 'Of one unit, with who says so.' })

const skuWire = z
  .object({
    id: skuIdWire,
    attributes: z.array(attributeWire),
    tiers: z.array(tierWire).meta({ description: 'Empty when the seller gives no price.' }),
    stock: z.int().min(0),
    imageUrl: z.string().nullable(),
    measures: measuresWire,
  })
  .meta({ id: 'ProductSku', description: 'One variant.' })

const restrictionHintWire = z
  .object({
    code: z.enum(RESTRICTION_FLAGS),
    basis: z.enum(HINT_BASES).meta({ description: '`attribute`: the seller says so; `title`: only words of the title do.' }),
  })
  .meta({ id: 'RestrictionHint', description: 'What carriers may refuse or charge for. Only the inspection in our warehouse decides.' })

const sellerWire = z
  .object({
    id: supplierIdWire.nullable(),
    name: z.string().nullable(),
    medalLevel: z.number().nullable(),
    compositeScore: z.number().nullable(),
    logisticsScore: z.number().nullable(),
    disputeScore: z.number().nullable(),
    repeatPurchasePercent: z.number().nullable(),
  })
  .meta({ id: 'ProductSeller', description: 'Who sells it, scored by 1688.' })

export const productWire = z
  .object({
    object: z.literal('product'),
    id: productIdWire,
    language: z.string(),
    title: z.string(),
    titleZh: z.string(),
    untranslated: untranslatedWire,
    descriptionHtml: z.string().meta({ description: 'As the seller wrote it: sanitise it before you show it.' }),
    imageUrls: z.array(z.string()),
    videoUrl: z.string().nullable(),
    categoryId: z.string().nullable(),
    unit: z.string().nullable(),
    attributes: z.array(attributeWire),
    skus: z.array(skuWire).meta({ description: 'Empty for a product without variants.' }),
    tiers: z.array(tierWire).meta({ description: 'By quantity over the whole product; empty when each variant has its own.' }),
    stock: z.int().min(0),
    minOrderQuantity: z.int().min(0),
    batchNumber: z.int().min(1).nullable().meta({ description: 'Quantities must be multiples of it.' }),
    mixedBatch: z
      .object({ minAmount: moneyWire.nullable(), minQuantity: z.int().min(0).nullable() })
      .meta({ id: 'MixedBatch', description: 'Either threshold over all goods of the seller suffices.' })
      .nullable(),
    seller: sellerWire,
    shippingTimeGuarantee: z.string().nullable(),
    labels: z.array(z.string()),
    measures: measuresWire,
    shipsFrom: z.string().nullable(),
    soldCount: z.int().min(0).nullable(),
    restrictionHints: z.array(restrictionHintWire).meta({ description: 'Read from the listing; empty promises nothing.' }),
    orderable: z.boolean(),
    notOrderableReason: z.string().nullable(),
    ...pricingFields,
    ...freshnessFields,
  })
  .meta({ id: 'Product', description: 'A product of 1688. Amounts in your currency are indicative; a quote locks them.' })

export function presentProduct(cached: Cached<Product>, { show, exchange, said }: Pricing, now: Date): z.input<typeof productWire> {
  const product = cached.value
  const { language, imageUrls, videoUrl, categoryId, stock, minOrderQuantity, batchNumber, shipsFrom, soldCount, labels } = product
  return {
    ...{ object: 'product', id: `prd_${product.offerId}`, language },
    title: product.title.translated ?? product.title.zh,
    titleZh: product.title.zh,
    untranslated: untranslatedIn(product),
    descriptionHtml: product.descriptionHtml.translated ?? product.descriptionHtml.zh,
    ...{ imageUrls, videoUrl, categoryId },
    unit: product.unit && (product.unit.translated ?? product.unit.zh),
    attributes: product.attributes.map(presentAttribute),
    skus: product.skus.map((sku) => presentSku(sku, show)),
    tiers: product.tiers.map((tier) => presentTier(tier, show)),
    ...{ stock, minOrderQuantity, batchNumber },
    mixedBatch: product.mixedBatch && {
      minAmount: product.mixedBatch.minAmountFen === null ? null : exchange(product.mixedBatch.minAmountFen),
      minQuantity: product.mixedBatch.minQuantity,
    },
    seller: presentSeller(product),
    shippingTimeGuarantee: labels.shippingTimeGuarantee,
    labels: [...labels.tags, ...labels.identities],
    measures: presentMeasures(product.measures),
    ...{ shipsFrom, soldCount, orderable: product.orderable, notOrderableReason: product.notOrderableReason },
    restrictionHints: restrictionHints(product),
    ...{ ...presentFreshness(cached, now), ...said },
  }
}

function presentAttribute({ name, value }: ProductAttribute): z.input<typeof attributeWire> {
  return { name: name.translated ?? name.zh, nameZh: name.zh, value: value.translated ?? value.zh, valueZh: value.zh }
}

function presentSku(sku: ProductSku, show: ShowPrice): z.input<typeof skuWire> {
  const { stock, imageUrl } = sku
  return {
    id: `sku_${sku.specId}`,
    attributes: sku.attributes.map(presentAttribute),
    tiers: sku.tiers.map((tier) => presentTier(tier, show)),
    ...{ stock, imageUrl },
    measures: presentMeasures(sku.measures),
  }
}

function presentTier(tier: PriceTier, show: ShowPrice): z.input<typeof tierWire> {
  return { fromQuantity: tier.fromQuantity, ...presentPrices(tier, show) }
}

function presentMeasures({ weightG, lengthMm, widthMm, heightMm, source }: Measures): z.input<typeof measuresWire> {
  return { weightGrams: weightG, lengthMm, widthMm, heightMm, source }
}

function presentSeller({ seller }: Product): z.input<typeof sellerWire> {
  const { medalLevel, composite, logistics, dispute, repeatPurchasePercent } = seller.scores
  return {
    id: supplierIdOf(seller.openId),
    name: seller.name,
    medalLevel,
    compositeScore: composite,
    logisticsScore: logistics,
    disputeScore: dispute,
    repeatPurchasePercent,
  }
}
