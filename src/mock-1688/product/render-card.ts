import { hasBit } from '../catalogue/filter-bits.ts'
import { postedAt } from '../catalogue/filters.ts'
import { translate } from '../catalogue/language.ts'
import type { Product } from '../catalogue/product.ts'
import { yuan } from '../protocol/money.ts'
import { beijingTime } from '../protocol/time.ts'
import type { World } from '../state/world.ts'

/** One product of a search answer (spec 2.1). */
export function renderCard(world: World, product: Product, country: string): Record<string, unknown> {
  const rate = (percent: number, salt: number): string => `${Math.max(0, percent - ((product.index * salt) % 100) / 100).toFixed(2)}%`
  const { filters, qualityReturns } = product
  const now = world.clock.now()
  const isSelect = hasBit(filters, 'isSelect')
  return {
    offerId: Number(product.offerId),
    subject: product.title.zh,
    subjectTrans: translate(product.title, country),
    imageUrl: `${world.publicUrl}/img/${product.offerId}/1.jpg`,
    whiteImage: product.index % 3 === 0 ? `${world.publicUrl}/img/${product.offerId}/white.jpg` : null,
    aigcImageUrl: null,
    priceInfo: pricesOf(product),
    monthSold: product.monthSold,
    repurchaseRate: `${product.repurchasePercent}%`,
    minOrderQuantity: product.minOrderQuantity,
    isJxhy: hasBit(filters, 'jxhy'),
    isOnePsale: product.isOnePsale,
    isSelect,
    isPatentProduct: hasBit(filters, 'patent'),
    sellerIdentities: product.seller.identities,
    offerIdentities: isSelect ? ['yx', 'select'] : [],
    sellerDataInfo: product.seller.scores,
    productSimpleShippingInfo: {
      shippingTimeGuarantee: product.shipsIn,
      perfectFulfillmentRate7d: rate(product.within48, 7),
      perfectFulfillmentRate30d: rate(product.within48, 11),
      pickupWithin24hRate7d: rate(product.within24, 13),
      pickupWithin24hRate30d: rate(product.within24, 17),
      // Empty text means zero (spec 2.1).
      qualityReturnRate30d: qualityReturns === 0 ? '' : `${(qualityReturns / 10).toFixed(2)}%`,
      delayedShippingRate7d: '',
    },
    tradeScore: product.tradeScore,
    promotionModel: promotionOf(product),
    topCategoryId: product.topCategoryId,
    secondCategoryId: product.secondCategoryId,
    thirdCategoryId: product.index % 10 === 0 ? null : product.kind.id,
    createDate: beijingTime(postedAt(product, now)),
    modifyDate: beijingTime(modifiedAt(product, now)),
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

/** A page of the products found, by number, in the payload shape of family A. */
export function renderPage(world: World, products: readonly number[], page: { number: number; size: number; country: string }): Page {
  const from = (page.number - 1) * page.size
  return {
    totalRecords: products.length,
    totalPage: Math.ceil(products.length / page.size),
    pageSize: page.size,
    currentPage: page.number,
    data: products.slice(from, from + page.size).map((product) => renderCard(world, world.catalogue.generated(product), page.country)),
  }
}

/** A price before a promotion stands in `price` only while one runs, and then `promotionPrice` is what is paid. */
function pricesOf(product: Product): Record<string, string | null> {
  const [first] = product.tiers
  const listFen = first?.listPriceFen ?? product.onePieceFen
  const reduced = first !== undefined && first.priceFen < listFen
  return {
    price: yuan(listFen),
    consignPrice: yuan(product.onePieceFen),
    promotionPrice: reduced ? yuan(first.priceFen) : null,
    jxhyPrice: null,
    pfJxhyPrice: null,
  }
}

/** The last change, some days after the offer was posted. */
function modifiedAt(product: Product, now: number): number {
  const at = postedAt(product, now)
  return at + Math.floor((now - at) * ((product.index % 7) / 8))
}

export function promotionOf({ seller, quirk }: Product): Record<string, unknown> {
  const has = seller.promotion !== null || quirk === 'promotion'
  return { hasPromotion: has, promotionType: has ? 'plus' : null }
}
