/** Chinese text with its translation; `translated` is null when 1688 gave none. */
export type Translated = { zh: string; translated: string | null }

/** A price that holds from this quantity on. */
export type PriceTier = { fromQuantity: number; priceFen: bigint; promotionPriceFen: bigint | null }

/** Where a weight or size comes from: 1688's own measurement, the seller, a prediction, or not said (domain.md 3.3). */
export type MeasureSource = 'official' | 'seller' | 'predicted' | 'unstated'

/** Weight in grams and size in millimetres, with what is known of their origin. */
export type Measures = {
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  source: MeasureSource
}

export type ProductAttribute = { attributeId: string; name: Translated; value: Translated }

export type ProductSku = {
  /** 32 hex characters, unique within the product; this goes into an order. */
  specId: string
  /** Globally unique number; never goes into an order. */
  skuId: string
  /** Null when the product is priced by quantity tiers. */
  priceFen: bigint | null
  promotionPriceFen: bigint | null
  /** Always usable by `priceFor`: one tier for a price per SKU, the product's tiers otherwise; empty when unpriced. */
  tiers: PriceTier[]
  stock: number
  attributes: ProductAttribute[]
  imageUrl: string | null
  sellerSkuCode: string | null
  measures: Measures
}

/** Seller scores as 0-5 or percent, null when not given. */
export type SellerScores = {
  medalLevel: number | null
  composite: number | null
  logistics: number | null
  dispute: number | null
  offer: number | null
  consulting: number | null
  afterSales: number | null
  repeatPurchasePercent: number | null
  pickupWithin48HoursPercent: number | null
  qualityRefundPercent: number | null
}

export type Seller = { openId: string; name: string | null; scores: SellerScores }

/** What 1688 promises or says about a product. */
export type ProductLabels = {
  tags: string[]
  identities: string[]
  shippingTimeGuarantee: 'shipIn24Hours' | 'shipIn48Hours' | string | null
}

/** Mixed batch over one seller's goods: either threshold suffices. */
export type MixedBatch = { minAmountFen: bigint | null; minQuantity: number | null }

export type NotOrderableReason = 'expired' | 'deleted' | 'underReview' | 'outOfStock' | 'noPrice'

export type Product = {
  offerId: string
  /** The language the translated texts are in. */
  language: string
  title: Translated
  descriptionHtml: Translated
  categoryId: string | null
  topCategoryId: string | null
  /** Its category and those above it, from the top. */
  categoryIds: string[]
  attributes: ProductAttribute[]
  imageUrls: string[]
  whiteImageUrl: string | null
  videoUrl: string | null
  unit: Translated | null
  /** Empty for a product without specs. */
  skus: ProductSku[]
  /** The product's own tiers by quantity, ascending; empty when each SKU has its price. */
  tiers: PriceTier[]
  stock: number
  minOrderQuantity: number
  /** Pieces per set: quantities must be multiples of it. */
  batchNumber: number | null
  /** Null when mixed batches are not allowed. */
  mixedBatch: MixedBatch | null
  seller: Seller
  labels: ProductLabels
  measures: Measures
  shipsFrom: string | null
  soldCount: number | null
  tradeScore: number | null
  orderable: boolean
  notOrderableReason: NotOrderableReason | null
}

/** One hit of a search: what 1688 gives without asking for the detail. */
export type ProductSummary = {
  offerId: string
  language: string
  title: Translated
  imageUrl: string | null
  priceFen: bigint | null
  promotionPriceFen: bigint | null
  minOrderQuantity: number | null
  soldLast30Days: number | null
  repurchasePercent: number | null
  tradeScore: number | null
  sellerScores: SellerScores
  labels: ProductLabels
  /** Those of the labels that are the seller's rather than the product's. */
  sellerIdentities: string[]
  categoryIds: string[]
  sellerName: string | null
}

export type ProductPage = { items: ProductSummary[]; page: number; pageSize: number; total: number; totalPages: number; language: string }

export type ProductFilter =
  | 'shipsToday'
  | 'shipsIn24Hours'
  | 'shipsIn48Hours'
  | 'certifiedFactory'
  | 'strictSelection'
  | 'onePieceDropship'
  | 'onePieceDropshipFreeFreight'
  | 'returnsIn7Days'
  | 'newIn7Days'
  | 'newIn30Days'

export type ProductSort = { by: 'price' | 'monthlySales' | 'repurchaseRate'; direction: 'asc' | 'desc' }

/** How a list of products is narrowed; pages count from 1, sizes up to 50. */
export type ProductListing = {
  language: string
  page: number
  pageSize: number
  sort?: ProductSort
  filters?: ProductFilter[]
  priceFromFen?: bigint
  priceToFen?: bigint
  categoryId?: string
}

export type ProductQuery = ProductListing & { keyword: string; keywordIsChinese?: boolean }
export type SellerProductQuery = ProductListing & { sellerOpenId: string; keyword?: string }
export type ImageQuery = ProductListing & ({ imageId: string } | { imageUrl: string })

/** A category and its children; `children` is empty on leaves. */
export type Category = {
  categoryId: string
  name: Translated
  parentId: string | null
  level: number | null
  isLeaf: boolean
  children: Category[]
}
