import type { Seller } from './seller.ts'
import type { Kind } from './vocabulary/department.ts'
import type { Word } from './vocabulary/word.ts'

export type QuoteType = 0 | 1 | 2
export type Quirk = 'soldOut' | 'expired' | 'zeroPrice' | 'noTradeMode' | 'noWeight' | 'freightByAgreement'
export type SizeSource = '商家自填' | '官方测量' | '预测'

export type SkuAttribute = { attributeId: number; name: Word; value: Word; picture: string | null }

export type Sku = {
  skuId: string
  specId: string
  cargoNumber: string
  attributes: readonly SkuAttribute[]
  priceFen: number
  stock: number
  grams: number
}

/** From `startQuantity` pieces on, a piece costs `priceFen`. */
export type Tier = { startQuantity: number; priceFen: number }

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
  isOnePsale: boolean
  isJxhy: boolean
  isSelect: boolean
  noReason7Days: boolean
  isPatent: boolean
  shipsIn: 'shipIn24Hours' | 'shipIn48Hours'
  monthSold: number
  sold: number
  repurchasePercent: number
  tradeScore: string
  grams: number
  sizeCm: readonly [number, number, number]
  sizeSource: SizeSource
  pictures: number
  createdAt: number
  modifiedAt: number
}
