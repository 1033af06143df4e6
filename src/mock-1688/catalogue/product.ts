import type { Seller } from './seller.ts'
import type { Kind } from './vocabulary/department.ts'
import type { Hazard } from './vocabulary/hazards.ts'
import type { Word } from './vocabulary/word.ts'

export type QuoteType = 0 | 1 | 2
export type Quirk = 'soldOut' | 'expired' | 'promotion' | 'zeroPrice' | 'noTradeMode' | 'noWeight' | 'freightByAgreement'
export type SizeSource = '商家自填' | '官方测量' | '预测'

export type SkuAttribute = { attributeId: number; name: Word; value: Word; picture: string | null }

export type Sku = {
  skuId: string
  specId: string
  cargoNumber: string
  attributes: readonly SkuAttribute[]
  /** What it costs now: with a promotion that runs, less than `listPriceFen`. */
  priceFen: number
  listPriceFen: number
  stock: number
  grams: number
}

/** From `startQuantity` pieces on, a piece costs `priceFen`. */
export type Tier = { startQuantity: number; priceFen: number; listPriceFen: number }

export type Attribute = { id: string; name: Word; value: Word }

export type Product = {
  index: number
  offerId: string
  seller: Seller
  topCategoryId: number
  secondCategoryId: number
  kind: Kind
  title: Word
  attributes: readonly Attribute[]
  skus: readonly Sku[]
  /** Stock of a product without SKUs; otherwise the sum over them. */
  stock: number
  quoteType: QuoteType
  tiers: readonly Tier[]
  onePieceFen: number
  minOrderQuantity: number
  batchNumber: number | null
  status: string
  quirk: Quirk | null
  /** Bits of `FILTER_BITS`: labels, scores and what else a buyer may filter by. */
  filters: number
  isOnePsale: boolean
  shipsIn: 'shipIn24Hours' | 'shipIn48Hours'
  brand: Word | null
  isLicensedBrand: boolean
  hazards: readonly Hazard[]
  certificates: readonly { name: string; code: string }[]
  monthSold: number
  sold: number
  repurchasePercent: number
  tradeScore: string
  grams: number
  sizeCm: readonly [number, number, number]
  sizeSource: SizeSource
  pictures: number
  /** See `postedAt`. */
  repostDays: number
  repostPhase: number
  qualityReturns: number
  within24: number
  within48: number
  colours: readonly number[]
}
