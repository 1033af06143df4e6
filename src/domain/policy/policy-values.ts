import type { ExceptionPolicy } from '../orders/exception-policies.ts'
import type { ServiceCode } from '../services/service-catalogue.ts'
import type { Money } from '../shared/money.ts'
import type { CalendarPeriod, DaySpan } from './calendar-period.ts'
import type { DutyValues } from './duty-rules.ts'
import type { TariffValues } from './tariff-rules.ts'

type Wait = { readonly ms: number }
type Price = { readonly price: Money }

/** By goods amount as domain.md 5.4 has it, or by what the lines weigh or count; a line of unknown weight makes it the amount. */
export const FREIGHT_SPLITS = ['goodsAmount', 'weight', 'quantity'] as const
export type FreightSplit = (typeof FREIGHT_SPLITS)[number]

/** Our own numbers, all operator-configurable (domain.md section 12 and the P marks elsewhere); durations in milliseconds. */
export type PolicyValues = TariffValues &
  DutyValues & {
    quoteValidity: Wait
    paymentWindow: Wait
    priceTolerance: { readonly bps: number; readonly atLeast: Money }
    /** The widest tolerance a partner may choose for an order. */
    priceToleranceLimit: { readonly bps: number; readonly atLeast: Money }
    /** An order of more in CNY than `orderAbove` (nothing: of any), a brand, what no line carries: a person looks before it is bought. */
    riskHold: { readonly orderAbove: Money; readonly brand: boolean; readonly neverCarried: boolean }
    priceAnswer: Wait
    /** Of the goods of an order. */
    /** A maximum of nothing is none. `onFreight`: the share is also taken of the seller's freight. */
    serviceFee: { readonly bps: number; readonly minimum: Money; readonly maximum: Money; readonly onFreight: boolean }
    fxMargin: { readonly bps: number }
    /** A live quote refuses a reference rate older than the first; finance is asked to confirm a change beyond the second. */
    exchangeRate: { readonly maxAgeMs: number; readonly askAboveBps: number }
    /** Books are compared over the first; what changed within the second is still moving. */
    reconciliation: { readonly windowMs: number; readonly settleMs: number }
    /** How the freight of one seller's order is shared by its lines. */
    freightSplit: { readonly by: FreightSplit }
    purchaseSla: Wait
    paymentTries: { readonly count: number }
    /** What silence means for damaged or wrong pieces of a line ordered without a policy of its own; missing ones are always claimed. */
    silence: { readonly inHand: ExceptionPolicy }
    stalledTracking: Wait
    unscannedSearch: Wait
    inspectionSla: Wait
    inspectBeforeAutoReceipt: Wait
    inspectBeforeReturnWindow: Wait
    inspectionFee: { readonly [level in 'BASIC' | 'STANDARD' | 'DETAILED']: { readonly perPiece: Money; readonly minimum: Money } }
    /** From where on a seller is hinted at and a deeper inspection suggested: scores in tenths, shares in basis points. */
    sellerRisk: {
      readonly composite: { readonly watchBelow: number; readonly severeBelow: number }
      readonly dispute: { readonly watchBelow: number; readonly severeBelow: number }
      readonly pickup: { readonly watchBelow: number; readonly severeBelow: number }
      readonly qualityRefund: { readonly watchFrom: number; readonly severeFrom: number }
      readonly ownFail: { readonly watchFrom: number; readonly severeFrom: number }
      /** So many hints to watch weigh as one that is severe. */
      readonly manyHints: number
    }
    freePhotos: { readonly perLine: number }
    /** Of value-added services ordered with the goods; what is not offered is refused. */
    services: { readonly [code in ServiceCode]: { readonly perUnit: Money; readonly isOffered: boolean } }
    extraPhoto: { readonly afterArrival: Money }
    packedParcelPhoto: Price
    rehearsalPack: { readonly price: Money; readonly creditedIfShipped: boolean }
    splitParcel: Price
    repackParcel: Price
    unpackParcel: Price
    consolidation: { readonly freeItems: number; readonly perItem: Money }
    insurance: { readonly bps: number; readonly minimum: Money; readonly freeCover: Money }
    freeStorage: Wait
    storageFee: { readonly perItemDay: Money; readonly perTenLitresDay: Money }
    /** So many days of fees are taken from the balance together. */
    storageBilling: Wait
    /** Goods whose owner has not received enough notices by then are announced again and again. */
    storageNotices: { readonly beforeMs: readonly number[]; readonly againMs: number }
    abandonment: { readonly afterMs: number; readonly deliveredNotices: number }
    packedUnpaid: { readonly freeMs: number; readonly remindAtMs: readonly number[]; readonly unpackAtMs: number }
    unidentifiedParcel: Wait
    /** Notices of the platform that bend its clocks (10.7); the whole list is one version. */
    platformCalendar: { readonly notices: readonly CalendarPeriod[] }
    /** Days our own warehouse is closed: they move our own times, never the platform's. */
    warehouseCalendar: { readonly restsOnHolidays: boolean; readonly closed: readonly DaySpan[]; readonly open: readonly DaySpan[] }
    partnerDecision: Wait
    evidenceAnswer: Wait
    appeal: { readonly ms: number; readonly times: number }
    fileWithin: Wait
    modifyWithin: Wait
    noReasonReturn: Wait
    returnHandling: { readonly tiers: readonly { readonly fromReturn: number; readonly price: Money }[] }
    intlClaim: { readonly damageMs: number; readonly lostAirMs: number; readonly lostSeaMs: number }
    completion: Wait
    claimAfterCompletion: Wait
    refundPayout: Wait
    freightOvercharge: { readonly refundWithinMs: number; readonly askAboveBps: number; readonly askAbove: Money }
    /** How far a weight may be off by its source, and what is assumed where nobody states one; estimates only. */
    freightEstimate: {
      readonly measuredSpread: number
      readonly officialSpread: number
      readonly sellerSpread: number
      readonly predictedSpread: number
      readonly guessedSpread: number
      readonly sizeSpread: number
      readonly guessedSizeSpread: number
      readonly guessedUnitG: number
      readonly guessedMlPerKg: number
    }
    packagingAllowance: { readonly bps: number }
    /** Files partners send: how long and how many nothing may name, and how long evidence is kept after its claim ended. */
    partnerFiles: { readonly unusedMs: number; readonly unusedMib: number; readonly evidenceMs: number }
    evidenceRetention: { readonly ms: number; readonly disputedMs: number }
    advanceRefund: { readonly enabled: boolean }
    webhookRetry: { readonly afterMs: readonly number[] }
    /** So long before a draw on credit falls due the partner is told. */
    creditReminder: { readonly beforeMs: number }
    /** In CNY: bookings by hand above it need a second person. */
    fourEyes: { readonly above: Money }
    /** In CNY: compensation of our own above it needs a second person. */
    compensationFourEyes: { readonly above: Money }
    /** How long an announced top-up may still be paid. */
    topUpWindow: { readonly providerMs: number; readonly bankTransferMs: number }
    apiRate: { readonly perMinute: number; readonly burstPerSecond: number }
  }

export type PolicyKey = keyof PolicyValues
