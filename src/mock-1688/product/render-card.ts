import { translate } from '../catalogue/language.ts'
import type { Product } from '../catalogue/product.ts'
import { shownPriceFen } from '../catalogue/search-products.ts'
import { yuan } from '../protocol/money.ts'
import { beijingTime } from '../protocol/time.ts'
import type { World } from '../state/world.ts'

const EMPTY_PRICES = { promotionPrice: null, jxhyPrice: null, pfJxhyPrice: null }

/** One product of a search answer (spec 2.1). */
export function renderCard(world: World, product: Product, country: string): Record<string, unknown> {
  const rate = (salt: number): string => `${(97 + ((product.index * salt) % 300) / 100).toFixed(2)}%`
  const priceFen = shownPriceFen(product)
  return {
    offerId: Number(product.offerId),
    subject: product.title.zh,
    subjectTrans: translate(product.title, country),
    imageUrl: `${world.publicUrl}/img/${product.offerId}/1.jpg`,
    whiteImage: product.index % 3 === 0 ? `${world.publicUrl}/img/${product.offerId}/white.jpg` : null,
    aigcImageUrl: null,
    priceInfo: { ...EMPTY_PRICES, price: yuan(priceFen), consignPrice: yuan(product.onePieceFen) },
    monthSold: product.monthSold,
    repurchaseRate: `${product.repurchasePercent}%`,
    minOrderQuantity: product.minOrderQuantity,
    isJxhy: product.isJxhy,
    isOnePsale: product.isOnePsale,
    isSelect: product.isSelect,
    isPatentProduct: product.isPatent,
    sellerIdentities: product.seller.identities,
    offerIdentities: product.isSelect ? ['yx', 'select'] : [],
    sellerDataInfo: product.seller.scores,
    productSimpleShippingInfo: {
      shippingTimeGuarantee: product.shipsIn,
      perfectFulfillmentRate7d: rate(7),
      perfectFulfillmentRate30d: rate(11),
      pickupWithin24hRate7d: rate(13),
      pickupWithin24hRate30d: rate(17),
      // Empty text means zero (spec 2.1).
      qualityReturnRate30d: product.index % 4 === 0 ? '' : `${((product.index * 3) % 90) / 100}%`,
      delayedShippingRate7d: '',
    },
    tradeScore: product.tradeScore,
    promotionModel: { hasPromotion: product.seller.promotion !== null, promotionType: product.seller.promotion ? 'plus' : null },
    topCategoryId: product.topCategoryId,
    secondCategoryId: product.secondCategoryId,
    thirdCategoryId: product.index % 10 === 0 ? null : product.kind.id,
    createDate: beijingTime(product.createdAt),
    modifyDate: beijingTime(product.modifiedAt),
    traceInfo: `object_id@${product.offerId}^object_type@offer`,
    token: null,
    promotionURL: `https://detail.1688.com/offer/${product.offerId}.html`,
    productTradeInfo: {
      addCartCount7d: product.monthSold % 97,
      addCartCount30d: product.monthSold % 397,
      payBuyerCount7d: product.monthSold % 31,
      payBuyerCount30d: product.monthSold % 131,
    },
    sales7d: String(Math.floor(product.monthSold / 4)),
    invoiceInfo: {
      supportOnlineInvoice: product.index % 2 === 0,
      supportFastInvoice: false,
      invoiceTypes: ['普通发票'],
      taxpayerType: '一般纳税人',
    },
  }
}

export type Page = { totalRecords: number; totalPage: number; pageSize: number; currentPage: number; data: unknown[] }

/** A page of cards in the payload shape of family A. */
export function renderPage(world: World, products: readonly Product[], page: { number: number; size: number; country: string }): Page {
  const from = (page.number - 1) * page.size
  return {
    totalRecords: products.length,
    totalPage: Math.ceil(products.length / page.size),
    pageSize: page.size,
    currentPage: page.number,
    data: products.slice(from, from + page.size).map((product) => renderCard(world, product, page.country)),
  }
}
