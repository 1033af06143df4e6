import type { ListingFacts } from '../quotes/listing-facts.ts'
import type { Charge, GoodsAttribute, InspectionLevelCode, LockedRate } from '../quotes/quote.ts'
import type { LineService } from '../services/line-service.ts'
import type { Actor } from '../shared/actor.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { ExceptionPolicy } from './exception-policies.ts'
import type { LineQuantities } from './line-quantities.ts'
import type { LineState } from './line-states.ts'

/** What one partner asked us to buy. Its status is derived from its lines (domain.md 4.2). */
export type AgentOrder = Tenant & {
  id: string
  quoteId: string
  externalRef: string | null
  currency: Currency
  rate: LockedRate
  charges: Charge[]
  totalMinor: bigint
  metadata: Record<string, string>
  note: string | null
  createdAt: Date
  updatedAt: Date
  paidAt: Date | null
  /** Unpaid orders end here (domain.md O4). */
  payBefore: Date
  version: number
}

/** Frozen at order time: the evidence of what was promised (domain.md 3.3). */
export type ListingSnapshot = {
  /** The partner confirmed these very choices of the variant when ordering. */
  specConfirmed?: boolean
  titleZh: string
  title: string
  imageUrl: string | null
  attributes: GoodsAttribute[]
  sellerName: string
  shippingTimeGuarantee: string | null
  serviceLabels: string[]
  capturedAt: string
  listing?: ListingFacts
}

/** One SKU of an order: a state and, because everything is counted per unit, its quantities. */
export type OrderLine = Tenant &
  LineQuantities & {
    id: string
    orderId: string
    lineNo: number
    state: LineState
    productId: string
    offerId: string
    skuId: string | null
    specId: string | null
    sellerOpenId: string
    /** Lines of one group are bought together, in one upstream order. */
    sellerGroup: number
    flow: string
    purchaseId: string | null
    snapshot: ListingSnapshot
    unitPriceFen: bigint
    goodsFen: bigint
    domesticFreightFen: bigint
    goodsMinor: bigint
    domesticFreightMinor: bigint
    serviceFeeMinor: bigint
    inspectionFeeMinor: bigint
    /** Of all value-added services together, whatever became of them since. */
    vasMinor: bigint
    fxMarginMinor: bigint
    totalMinor: bigint
    /** Already given back to the partner out of `totalMinor`, over all causes together (domain.md 10.10). */
    refundedMinor: bigint
    inspectionLevel: InspectionLevelCode
    services: LineService[]
    /** What silence means for units with a problem; null: what the operator's rule says at that moment. */
    exceptionPolicy: ExceptionPolicy | null
    /** What the partner says to the seller about this line. */
    remark: string | null
    /** How far the price may move unasked; null: as far as the operator's rule goes. */
    priceTolerance: LineTolerance | null
    weightG: number | null
    upstreamOrderId: string | null
    upstreamEntryId: string | null
    /** What 1688 asks instead of what was quoted; kept until the partner has answered and the answer is carried out (O7, O8). */
    priceAsk: PriceAsk | null
    /** Silence until then means no (O8). */
    priceAnswerBy: Date | null
    /** When the line was completed (O19): claims on it are taken for some time after (10.10). */
    completedAt: Date | null
    /** The line is to be stopped, but what came of the call upstream is not known or its order not closed yet: the hold stays until it is. */
    stopAsked: StopAsked | null
    /** Pictures of the listing as they were fetched after ordering; null until they were. */
    pictures: ListingPicture[] | null
    /** 1688's own snapshot of the sale, for disputes; null before it is bought. */
    snapshotUrl: string | null
    createdAt: Date
    updatedAt: Date
    version: number
  }

/** One picture of a listing: what lay behind the address, by its hash, and where we keep it; or why there is none. */
export type ListingPicture = { url: string; sha256: string | null; fileId: string | null; fetchedAt: string; problem: string | null }

/** The larger of a share of the agreed price and an amount in fen; nothing of both: any change is asked about. */
export type LineTolerance = { bps: number; atLeastFen: bigint }

/** For all units of a line, in fen; discounts are part of the goods. */
export type PriceAsk = { goodsFen: bigint; domesticFreightFen: bigint }

export type StopAsked = {
  event: StopEvent
  actor: Actor
  reason: string | null
  at: string
  /** A cancel that must not become a claim when the seller is paid before it can be carried out. */
  onlyIfFree?: boolean
}

/** The ways of a line out of buying that may have to wait for what 1688 says. */
export type StopEvent = 'cancel' | 'rejectPrice' | 'expire'
