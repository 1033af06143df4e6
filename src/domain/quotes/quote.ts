import type { LandedEstimate } from '../landed/landed-estimate.ts'
import type { QuotedService } from '../services/line-service.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { ListingFacts } from './listing-facts.ts'
import type { SellerRisk } from './seller-risk.ts'

/** One priced line of a charge: who made it (rule and version) and from what (inputs). domain.md 5.1. */
export type Charge = {
  code: ChargeCode
  /** Index of the quote line it belongs to; null when it concerns the whole order. */
  lineNo: number | null
  amountMinor: bigint
  currency: Currency
  ruleId: string
  ruleVersion: string
  /** What the rule was fed, as decimal text, so that an auditor can redo the sum. */
  inputs: Record<string, string>
}

export const CHARGE_CODES = ['GOODS', 'DOMESTIC_FREIGHT', 'SERVICE_FEE', 'FX_MARGIN', 'INSPECTION_FEE', 'VAS', 'INTL_FREIGHT'] as const
export type ChargeCode = (typeof CHARGE_CODES)[number]

/** The exchange rate a quote locks; refunds use the same one, so nobody wins or loses on FX by refunding (domain.md 5.2). */
export type LockedRate = {
  base: 'CNY'
  quote: Currency
  /** Units of `quote` for one CNY, decimal text, before our margin. */
  referenceRate: string
  referenceSource: string
  marginBps: number
  /** What is charged: reference plus margin. */
  rate: string
  quotedAt: string
}

export type QuoteLine = {
  lineNo: number
  productId: string
  offerId: string
  skuId: string | null
  specId: string | null
  sellerOpenId: string
  sellerName: string
  titleZh: string
  title: string
  imageUrl: string | null
  attributes: GoodsAttribute[]
  quantity: number
  unit: string
  unitPriceFen: bigint
  /** Everything below in the quote's currency; the parts of one line sum to what the partner pays for it. */
  goodsMinor: bigint
  domesticFreightMinor: bigint
  serviceFeeMinor: bigint
  inspectionFeeMinor: bigint
  /** Of all value-added services together; quotes from before have none. */
  vasMinor?: bigint
  fxMarginMinor: bigint
  totalMinor: bigint
  /** In fen, what we expect 1688 to take for the line. */
  goodsFen: bigint
  domesticFreightFen: bigint
  weightG: number | null
  weightSource: string | null
  shippingTimeGuarantee: string | null
  serviceLabels: string[]
  inspectionLevel: InspectionLevelCode
  services?: QuotedService[]
  /** What was known of the seller when it was quoted; quotes from before say nothing. */
  sellerRisk?: SellerRisk
  /** The seller names the freight only after the order: what is charged for it now is not all of it. Older quotes do not say. */
  isFreightByAgreement?: boolean
  /** What 1688's preview said to pass as `flow` when the order is made. */
  flow: string
  /** What 1688 said of the goods; quotes from before have none. */
  listing?: ListingFacts
  /** Lines of one seller that are bought in one upstream order. */
  sellerGroup: number
}

/** One choice of a SKU in the quote's language and, for the people who compare it with a Chinese label, in Chinese. */
export type GoodsAttribute = { name: string; value: string; nameZh: string; valueZh: string }

export type InspectionLevelCode = 'BASIC' | 'STANDARD' | 'DETAILED'

/** A priced offer to buy, locked until `expiresAt`. */
export type Quote = Tenant & {
  id: string
  status: 'OPEN' | 'ORDERED' | 'EXPIRED'
  currency: Currency
  language: string
  lines: QuoteLine[]
  charges: Charge[]
  rate: LockedRate
  totalMinor: bigint
  /** What it would cost at its destination; null where none was named. Never part of the total. */
  estimate: LandedEstimate | null
  createdAt: Date
  expiresAt: Date
  orderId: string | null
  version: number
}
