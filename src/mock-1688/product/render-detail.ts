import { hasBit } from '../catalogue/filter-bits.ts'
import { postedAt, tagsOf } from '../catalogue/filters.ts'
import { translate } from '../catalogue/language.ts'
import type { Product, Sku } from '../catalogue/product.ts'
import { yuan } from '../protocol/money.ts'
import { beijingTime } from '../protocol/time.ts'
import type { World } from '../state/world.ts'
import { foreignPrice } from './foreign-price.ts'
import { promotionOf } from './render-card.ts'

export type Reader = { country: string; currency: string | null }

/** The product detail (spec 2.3), translated for the reader. */
export function renderDetail(world: World, product: Product, reader: Reader): Record<string, unknown> {
  const picture = (name: string): string => `${world.publicUrl}/img/${product.offerId}/${name}.jpg`
  const pictures = Array.from({ length: product.pictures }, (_, at) => picture(String(at + 1)))
  const { seller } = product
  const isSelect = hasBit(product.filters, 'isSelect')
  return {
    offerId: Number(product.offerId),
    categoryId: product.kind.id,
    categoryName: product.index % 4 === 0 ? null : product.kind.name.zh,
    topCategoryId: product.topCategoryId,
    secondCategoryId: product.secondCategoryId,
    thirdCategoryId: product.kind.id,
    subject: product.title.zh,
    subjectTrans: translate(product.title, reader.country),
    description: `<p>${product.title.zh}</p>${pictures.map((url) => `<p><img src="${url}"/></p>`).join('')}`,
    descriptionTrans: `<p>${translate(product.title, reader.country)}</p>${pictures.map((url) => `<p><img src="${url}"/></p>`).join('')}`,
    mainVideo: null,
    detailVideo: null,
    productImage: { images: pictures, whiteImage: product.index % 3 === 0 ? picture('white') : null },
    productImageTrans: null,
    productAttribute: product.attributes.map((attribute) => ({
      attributeId: attribute.id,
      attributeName: attribute.name.zh,
      value: attribute.value.zh,
      attributeNameTrans: translate(attribute.name, reader.country),
      valueTrans: translate(attribute.value, reader.country),
    })),
    productSkuInfos: product.skus.map((sku) => renderSku(world, product, sku, reader)),
    productSaleInfo: saleOf(product, reader),
    productShippingInfo: shippingOf(product),
    minOrderQuantity: product.minOrderQuantity,
    batchNumber: product.batchNumber,
    sellerMixSetting: { generalHunpi: seller.mix.allowed, mixAmount: seller.mix.amountYuan, mixNumber: seller.mix.number },
    status: product.status,
    soldOut: String(product.sold),
    sellerOpenId: seller.openId,
    companyName: seller.companyName,
    tagInfoList: tagsOf(product, world.clock.now()),
    sellerDataInfo: seller.scores,
    // The page for the detail describes these as the seller's (spec 2.3).
    offerIdentities: [...seller.identities, ...(isSelect ? ['select'] : [])],
    tradeScore: product.tradeScore,
    promotionModel: promotionOf(product),
    isJxhy: hasBit(product.filters, 'jxhy'),
    isSelect: String(isSelect),
    channelPrice: null,
    productCargoNumber: product.skus[0]?.cargoNumber.split('-').slice(0, 2).join('-') ?? null,
    sellingPoint: sellingPointsOf(product),
    certificateList: product.certificates.map(({ name, code }) => ({
      certificateName: name,
      certificateCode: code,
      certificatePhotoList: [picture('certificate')],
    })),
    createDate: beijingTime(postedAt(product, world.clock.now())).slice(0, 10),
    promotionUrl: null,
    traceInfo: `object_id@${product.offerId}^object_type@offer`,
    invoiceInfo: null,
  }
}

/** The services a buyer is promised: shown as labels beside the title. */
export function servicesOf({ filters, shipsIn }: Product): string[] {
  return [
    shipsIn === 'shipIn24Hours' ? '24小时发货' : '48小时发货',
    ...(hasBit(filters, 'noReason7DReturn') ? ['7天无理由退货'] : []),
    ...(hasBit(filters, 'breakageCover') ? ['破损包赔'] : []),
    ...(hasBit(filters, 'returnFreight') ? ['退货包运费'] : []),
  ]
}

function sellingPointsOf(product: Product): string[] {
  return [...product.attributes.slice(1, 4).map((attribute) => attribute.value.zh), ...servicesOf(product)]
}

function renderSku(world: World, product: Product, sku: Sku, reader: Reader): Record<string, unknown> {
  // With quantity tiers a SKU has no price of its own.
  const price = product.quoteType === 2 ? null : yuan(sku.listPriceFen)
  const reduced = price !== null && sku.priceFen < sku.listPriceFen
  return {
    skuId: Number(sku.skuId),
    specId: sku.specId,
    amountOnSale: sku.stock,
    price,
    consignPrice: yuan(product.onePieceFen),
    jxhyPrice: null,
    pfJxhyPrice: null,
    promotionPrice: reduced ? yuan(sku.priceFen) : null,
    retailPrice: null,
    foreignCurrencyPrice: price === null ? null : foreignPrice(sku.listPriceFen, reader.currency),
    foreignCurrencyPromotionPrice: reduced ? foreignPrice(sku.priceFen, reader.currency) : null,
    cargoNumber: sku.cargoNumber,
    skuAttributes: sku.attributes.map((attribute) => ({
      attributeId: attribute.attributeId,
      attributeName: attribute.name.zh,
      attributeNameTrans: translate(attribute.name, reader.country),
      value: attribute.value.zh,
      valueTrans: translate(attribute.value, reader.country),
      skuImageUrl: attribute.picture && `${world.publicUrl}${attribute.picture}`,
      skuImageUrlTrans: null,
    })),
    fenxiaoPriceInfo: product.isOnePsale ? { onePiecePrice: yuan(product.onePieceFen), offerPrice: yuan(sku.priceFen) } : null,
  }
}

function saleOf(product: Product, reader: Reader): Record<string, unknown> {
  return {
    amountOnSale: product.stock,
    quoteType: product.quoteType,
    priceRangeList: product.tiers.map((tier) => ({
      startQuantity: tier.startQuantity,
      price: yuan(tier.listPriceFen),
      promotionPrice: tier.priceFen < tier.listPriceFen ? yuan(tier.priceFen) : null,
      foreignCurrencyPrice: foreignPrice(tier.listPriceFen, reader.currency),
    })),
    unitInfo: { unit: product.kind.unit.zh, transUnit: translate(product.kind.unit, reader.country) },
    fenxiaoSaleInfo: product.isOnePsale
      ? {
          onePieceFreePostage: product.seller.freePostage,
          startQuantity: 1,
          onePiecePrice: yuan(product.onePieceFen),
          offerPrice: yuan(product.tiers[0]?.priceFen ?? 0),
        }
      : null,
    consignPrice: yuan(product.onePieceFen),
    jxhyPrice: null,
    retailPrice: null,
  }
}

function shippingOf(product: Product): Record<string, unknown> {
  const { place } = product.seller
  const [length, width, height] = product.sizeCm
  const base = {
    sendGoodsAddressText: `${place.province} ${place.city}`,
    shippingTimeGuarantee: product.shipsIn,
    skuShippingInfoList: [] as unknown[],
  }
  if (product.quirk === 'noWeight') return { ...base, weight: null, length: null, width: null, height: null, skuShippingDetails: [] }
  const official = product.sizeSource === '官方测量'
  return {
    ...base,
    weight: product.grams / 1000,
    length,
    width,
    height,
    // The old list has grams, the new one kilograms.
    skuShippingInfoList:
      product.index % 2 === 0
        ? []
        : product.skus.map((sku) => ({ specId: sku.specId, skuId: Number(sku.skuId), length, width, height, weight: sku.grams })),
    skuShippingDetails: product.skus.map((sku) => ({
      skuId: sku.skuId,
      length,
      width,
      height,
      weight: sku.grams / 1000,
      pkgSizeSource: product.sizeSource,
      aiWeight: product.sizeSource === '预测' ? sku.grams / 1000 : null,
      aiWeightAccuracy: product.sizeSource === '预测' ? '80%' : null,
      officialLength: official ? length : null,
      officialWidth: official ? width : null,
      officialHeight: official ? height : null,
      officialWeight: official ? sku.grams / 1000 : null,
    })),
  }
}
