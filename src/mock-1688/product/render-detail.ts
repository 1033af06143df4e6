import { tagsOf } from '../catalogue/filters.ts'
import { translate } from '../catalogue/language.ts'
import type { Product, Sku } from '../catalogue/product.ts'
import { yuan } from '../protocol/money.ts'
import { beijingTime } from '../protocol/time.ts'
import type { World } from '../state/world.ts'
import { foreignPrice } from './foreign-price.ts'

export type Reader = { country: string; currency: string | null }

/** The product detail (spec 2.3), translated for the reader. */
export function renderDetail(world: World, product: Product, reader: Reader): Record<string, unknown> {
  const picture = (name: string): string => `${world.publicUrl}/img/${product.offerId}/${name}.jpg`
  const pictures = Array.from({ length: product.pictures }, (_, at) => picture(String(at + 1)))
  const { seller } = product
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
    offerIdentities: [...seller.identities, ...(product.isSelect ? ['select'] : [])],
    tradeScore: product.tradeScore,
    promotionModel: { hasPromotion: seller.promotion !== null, promotionType: seller.promotion ? 'plus' : null },
    isJxhy: product.isJxhy,
    isSelect: String(product.isSelect),
    channelPrice: null,
    productCargoNumber: product.skus[0]?.cargoNumber.split('-').slice(0, 2).join('-') ?? null,
    sellingPoint: [product.attributes[1]?.value.zh ?? ''],
    certificateList: [],
    createDate: beijingTime(product.createdAt).slice(0, 10),
    promotionUrl: null,
    traceInfo: `object_id@${product.offerId}^object_type@offer`,
    invoiceInfo: null,
  }
}

function renderSku(world: World, product: Product, sku: Sku, reader: Reader): Record<string, unknown> {
  // With quantity tiers a SKU has no price of its own.
  const price = product.quoteType === 2 ? null : yuan(sku.priceFen)
  return {
    skuId: Number(sku.skuId),
    specId: sku.specId,
    amountOnSale: sku.stock,
    price,
    consignPrice: yuan(product.onePieceFen),
    jxhyPrice: null,
    pfJxhyPrice: null,
    promotionPrice: null,
    retailPrice: null,
    foreignCurrencyPrice: price === null ? null : foreignPrice(sku.priceFen, reader.currency),
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
      price: yuan(tier.priceFen),
      promotionPrice: null,
      foreignCurrencyPrice: foreignPrice(tier.priceFen, reader.currency),
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
