import type { NotOrderableReason, PriceTier, Product, ProductAttribute, ProductSku, Translated } from '../../domain/upstream/product.ts'
import { productMeasures, skuMeasures } from './measures.ts'
import type { ProductWire, SkuWire } from './product-wire.ts'
import { present, toSellerScores } from './summary-wire.ts'

/** A product detail in our words; the rule of `quoteType` is resolved into tiers here, once. */
export function toProduct(wire: ProductWire, language: string): Product {
  const ranges = tiersOf(wire)
  const skus = wire.productSkuInfos.flatMap((entry) => (entry.specId === null ? [] : [toSku(entry, entry.specId, wire, ranges)]))
  const tiers = pricedPerSku(wire) ? [] : ranges
  const stock = wire.productSaleInfo?.amountOnSale ?? skus.reduce((sum, sku) => sum + sku.stock, 0)
  const notOrderableReason = reasonNotToOrder(
    wire.status,
    stock,
    skus.length > 0 ? skus.some((sku) => sku.tiers.length > 0) : tiers.length > 0,
  )
  return {
    offerId: wire.offerId,
    language,
    title: { zh: wire.subject ?? '', translated: wire.subjectTrans },
    descriptionHtml: { zh: wire.description ?? '', translated: wire.descriptionTrans },
    categoryId: wire.categoryId,
    topCategoryId: wire.topCategoryId,
    categoryIds: [...new Set(present([wire.topCategoryId, wire.secondCategoryId, wire.thirdCategoryId, wire.categoryId]))],
    attributes: wire.productAttribute.map(toAttribute),
    imageUrls: present(wire.productImage?.images ?? []),
    whiteImageUrl: wire.productImage?.whiteImage ?? null,
    videoUrl: wire.mainVideo,
    unit: unitOf(wire),
    skus,
    tiers,
    stock,
    minOrderQuantity: Math.max(1, wire.minOrderQuantity ?? 1),
    batchNumber: wire.batchNumber !== null && wire.batchNumber > 1 ? wire.batchNumber : null,
    mixedBatch: mixedBatchOf(wire),
    seller: { openId: wire.sellerOpenId ?? '', name: wire.companyName, scores: toSellerScores(wire.sellerDataInfo) },
    labels: {
      tags: present(wire.tagInfoList.map((tag) => (tag.value === true ? tag.key : null))),
      identities: present(wire.offerIdentities),
      shippingTimeGuarantee: wire.productShippingInfo?.shippingTimeGuarantee ?? null,
    },
    measures: productMeasures(wire.productShippingInfo),
    shipsFrom: wire.productShippingInfo?.sendGoodsAddressText ?? null,
    soldCount: wire.soldOut,
    tradeScore: wire.tradeScore,
    orderable: notOrderableReason === null,
    notOrderableReason,
  }
}

/** `quoteType` 1 = each SKU has its price; 0 (no SKUs) and 2 (SKUs, tiers) are priced by quantity (spec 2.3). */
function pricedPerSku(wire: ProductWire): boolean {
  return wire.productSaleInfo?.quoteType === 1 && wire.productSkuInfos.length > 0
}

function tiersOf(wire: ProductWire): PriceTier[] {
  return (wire.productSaleInfo?.priceRangeList ?? [])
    .flatMap((range) =>
      range.price === null
        ? []
        : [{ fromQuantity: range.startQuantity ?? 1, priceFen: range.price, promotionPriceFen: range.promotionPrice }],
    )
    .sort((left, right) => left.fromQuantity - right.fromQuantity)
}

function toSku(sku: SkuWire, specId: string, wire: ProductWire, ranges: PriceTier[]): ProductSku {
  const ownPrice = wire.productSaleInfo?.quoteType === 2 ? null : sku.price
  return {
    specId,
    skuId: sku.skuId,
    priceFen: ownPrice,
    promotionPriceFen: ownPrice === null ? null : sku.promotionPrice,
    tiers: ownPrice === null ? ranges : [{ fromQuantity: 1, priceFen: ownPrice, promotionPriceFen: sku.promotionPrice }],
    stock: sku.amountOnSale ?? 0,
    attributes: sku.skuAttributes.map(toAttribute),
    imageUrl: sku.skuAttributes.find((attribute) => attribute.skuImageUrl !== null)?.skuImageUrl ?? null,
    sellerSkuCode: sku.cargoNumber,
    measures: skuMeasures(wire.productShippingInfo, sku.skuId),
  }
}

type AttributeWire = Pick<SkuWire['skuAttributes'][number], 'attributeId' | 'attributeName' | 'attributeNameTrans' | 'value' | 'valueTrans'>

function toAttribute(wire: AttributeWire): ProductAttribute {
  return {
    attributeId: wire.attributeId ?? '',
    name: { zh: wire.attributeName ?? '', translated: wire.attributeNameTrans },
    value: { zh: wire.value ?? '', translated: wire.valueTrans },
  }
}

function unitOf(wire: ProductWire): Translated | null {
  const unit = wire.productSaleInfo?.unitInfo
  return unit?.unit ? { zh: unit.unit, translated: unit.transUnit } : null
}

function mixedBatchOf({ sellerMixSetting: mix }: ProductWire): Product['mixedBatch'] {
  return mix?.generalHunpi === true ? { minAmountFen: mix.mixAmount, minQuantity: mix.mixNumber } : null
}

/** What each product status means for a buyer; a status nobody listed is left to the preview to judge. */
const STATUS_REASONS: Readonly<Record<string, NotOrderableReason>> = {
  'member expired': 'expired',
  'auto expired': 'expired',
  expired: 'expired',
  'member deleted': 'deleted',
  deleted: 'deleted',
  modified: 'underReview',
  new: 'underReview',
  TBD: 'underReview',
  auditing: 'underReview',
  untread: 'underReview',
}

function reasonNotToOrder(status: string | null, stock: number, isPriced: boolean): NotOrderableReason | null {
  const byStatus = STATUS_REASONS[status ?? '']
  if (byStatus) return byStatus
  if (stock <= 0) return 'outOfStock'
  return isPriced ? null : 'noPrice'
}
