import { EXCEPTION_POLICIES } from '../orders/exception-policies.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/clock.ts'
import { DUTY_BASES, DUTY_CONFIDENCES, DUTY_DEFAULTS, IMPORT_TAXES, THRESHOLD_FREES } from './duty-rules.ts'
import { FREIGHT_SPLITS, type PolicyKey, type PolicyValues } from './policy-values.ts'
import type { FieldsOf } from './rule-fields.ts'

export const RULE_AREAS = [
  'fees',
  'exchange',
  'orders',
  'warehouse',
  'storage',
  'shipping',
  'tariffs',
  'duties',
  'afterSales',
  'wallet',
  'platform',
  'calendars',
] as const
export type RuleArea = (typeof RULE_AREAS)[number]

export type RuleForm<K extends PolicyKey = PolicyKey> = {
  readonly area: RuleArea
  /** False while nothing reads the rule: it is then not offered for change, since a change would do nothing. */
  readonly isApplied: boolean
  readonly fields: FieldsOf<PolicyValues[K]>
}

const YUAN = 100
const bps = (max: number, min = 0) => ({ kind: 'bps', min, max }) as const
const yuan = (max: number) => ({ kind: 'money', max: max * YUAN }) as const
const wait = (min: number, max: number) => ({ ms: { kind: 'duration', min, max } }) as const
const duration = (min: number, max: number) => ({ kind: 'duration', min, max }) as const
const count = (min: number, max: number) => ({ kind: 'count', min, max }) as const
const durations = (max: number) => ({ kind: 'durations', max }) as const
const price = (max: number) => ({ price: yuan(max) }) as const
const service = { perUnit: yuan(1_000), isOffered: { kind: 'flag' } } as const
const level = { perPiece: yuan(100), minimum: yuan(1_000) } as const

function applied<F>(area: RuleArea, fields: F) {
  return { area, isApplied: true, fields } as const
}

function waiting<F>(area: RuleArea, fields: F) {
  return { area, isApplied: false, fields } as const
}

/** Below a divisor of 1,000 and above one of 20,000 somebody has mistyped. */
const tariff = applied('tariffs', {
  firstPrice: yuan(10_000),
  firstWeightG: count(1, 100_000),
  nextPrice: yuan(10_000),
  nextUnitG: count(1, 100_000),
  stepG: count(1, 100_000),
  minimumG: count(0, 1_000_000),
  divisor: count(1_000, 20_000),
})
const known = { kind: 'choice', of: DUTY_CONFIDENCES } as const
const duties = {
  duty: { kind: 'choice', of: DUTY_BASES },
  upTo: count(0, 100_000_000),
  frees: { kind: 'choice', of: THRESHOLD_FREES },
  confidence: known,
  tax: { kind: 'choice', of: IMPORT_TAXES },
  taxConfidence: known,
  headings: { kind: 'headings' },
  headingsConfidence: known,
} as const
const country = applied('duties', { ...duties, taxBps: bps(10_000) })
const vat = Object.fromEntries(Object.keys(DUTY_DEFAULTS.dutyEU[0].vat).map((member) => [member, bps(10_000)])) as FieldsOf<
  PolicyValues['dutyEU']['vat']
>

/** What may be entered for each rule of ours: its place on the page, its fields, their bounds. A rule without a form does not compile. */
export const RULE_FORMS: { readonly [K in PolicyKey]: RuleForm<K> } = {
  serviceFee: applied('fees', { bps: bps(5_000), minimum: yuan(1_000), maximum: yuan(1_000_000), onFreight: { kind: 'flag' } }),
  inspectionFee: applied('fees', { BASIC: level, STANDARD: level, DETAILED: level }),
  sellerRisk: applied('orders', {
    composite: { watchBelow: count(0, 50), severeBelow: count(0, 50) },
    dispute: { watchBelow: count(0, 50), severeBelow: count(0, 50) },
    pickup: { watchBelow: bps(10_000), severeBelow: bps(10_000) },
    qualityRefund: { watchFrom: bps(10_000), severeFrom: bps(10_000) },
    ownFail: { watchFrom: bps(10_000), severeFrom: bps(10_000) },
    manyHints: count(1, 10),
  }),
  freightSplit: applied('fees', { by: { kind: 'choice', of: FREIGHT_SPLITS } }),
  freePhotos: waiting('fees', { perLine: count(0, 50) }),
  services: applied('fees', {
    EXTRA_PHOTO: service,
    VIDEO: service,
    RELABEL: service,
    REMOVE_TAGS: service,
    REPACK: service,
    BUBBLE_WRAP: service,
    VACUUM_PACK: service,
    WOOD_FRAME: service,
  }),
  extraPhoto: waiting('fees', { afterArrival: yuan(100) }),
  packedParcelPhoto: waiting('fees', price(100)),
  rehearsalPack: waiting('fees', { price: yuan(1_000), creditedIfShipped: { kind: 'flag' } }),
  splitParcel: waiting('fees', price(1_000)),
  repackParcel: waiting('fees', price(1_000)),
  unpackParcel: waiting('fees', price(1_000)),
  consolidation: waiting('fees', { freeItems: count(0, 10_000), perItem: yuan(100) }),
  returnHandling: waiting('fees', { tiers: { kind: 'tiers', max: 1_000 * YUAN } }),
  fxMargin: applied('exchange', { bps: bps(1_000) }),
  exchangeRate: applied('exchange', { maxAgeMs: duration(HOUR_MS, 90 * DAY_MS), askAboveBps: bps(5_000) }),
  quoteValidity: applied('orders', wait(5 * MINUTE_MS, DAY_MS)),
  paymentWindow: applied('orders', wait(HOUR_MS, 14 * DAY_MS)),
  priceTolerance: applied('orders', { bps: bps(2_000), atLeast: yuan(100) }),
  priceToleranceLimit: applied('orders', { bps: bps(5_000), atLeast: yuan(1_000) }),
  riskHold: applied('orders', { orderAbove: yuan(10_000_000), brand: { kind: 'flag' }, neverCarried: { kind: 'flag' } }),
  priceAnswer: applied('orders', wait(HOUR_MS, 7 * DAY_MS)),
  purchaseSla: waiting('orders', wait(HOUR_MS, 7 * DAY_MS)),
  paymentTries: applied('orders', { count: count(1, 10) }),
  stalledTracking: applied('orders', wait(DAY_MS, 30 * DAY_MS)),
  completion: applied('orders', wait(DAY_MS, 90 * DAY_MS)),
  unscannedSearch: waiting('warehouse', wait(HOUR_MS, 14 * DAY_MS)),
  unidentifiedParcel: waiting('warehouse', wait(DAY_MS, 180 * DAY_MS)),
  inspectionSla: applied('warehouse', wait(HOUR_MS, 14 * DAY_MS)),
  inspectBeforeAutoReceipt: applied('warehouse', wait(HOUR_MS, 7 * DAY_MS)),
  inspectBeforeReturnWindow: applied('warehouse', wait(HOUR_MS, 7 * DAY_MS)),
  platformCalendar: applied('calendars', { notices: { kind: 'periods' } }),
  warehouseCalendar: applied('calendars', { restsOnHolidays: { kind: 'flag' }, closed: { kind: 'days' }, open: { kind: 'days' } }),
  silence: applied('warehouse', { inHand: { kind: 'choice', of: EXCEPTION_POLICIES } }),
  partnerDecision: applied('warehouse', wait(HOUR_MS, 14 * DAY_MS)),
  partnerFiles: applied('afterSales', {
    unusedMs: duration(DAY_MS, 90 * DAY_MS),
    unusedMib: count(10, 100_000),
    evidenceMs: duration(30 * DAY_MS, 3_650 * DAY_MS),
  }),
  evidenceRetention: waiting('warehouse', { ms: duration(30 * DAY_MS, 3_650 * DAY_MS), disputedMs: duration(30 * DAY_MS, 3_650 * DAY_MS) }),
  freeStorage: applied('storage', wait(0, 365 * DAY_MS)),
  storageBilling: applied('storage', wait(DAY_MS, 90 * DAY_MS)),
  storageFee: applied('storage', { perItemDay: yuan(100), perTenLitresDay: yuan(100) }),
  storageNotices: applied('storage', { beforeMs: durations(180 * DAY_MS), againMs: duration(DAY_MS, 90 * DAY_MS) }),
  abandonment: applied('storage', { afterMs: duration(30 * DAY_MS, 730 * DAY_MS), deliveredNotices: count(1, 20) }),
  packedUnpaid: waiting('storage', {
    freeMs: duration(0, 90 * DAY_MS),
    remindAtMs: durations(90 * DAY_MS),
    unpackAtMs: duration(DAY_MS, 180 * DAY_MS),
  }),
  freightEstimate: applied('shipping', {
    measuredSpread: bps(9_000),
    officialSpread: bps(9_000),
    sellerSpread: bps(9_000),
    predictedSpread: bps(9_000),
    guessedSpread: bps(9_000),
    sizeSpread: bps(9_000),
    guessedSizeSpread: bps(9_000),
    guessedUnitG: count(1, 50_000),
    guessedMlPerKg: count(500, 50_000),
  }),
  packagingAllowance: applied('shipping', { bps: bps(5_000) }),
  insurance: waiting('shipping', { bps: bps(2_000), minimum: yuan(1_000), freeCover: yuan(10_000) }),
  intlClaim: waiting('shipping', {
    damageMs: duration(DAY_MS, 90 * DAY_MS),
    lostAirMs: duration(DAY_MS, 365 * DAY_MS),
    lostSeaMs: duration(DAY_MS, 365 * DAY_MS),
  }),
  freightOvercharge: waiting('shipping', {
    refundWithinMs: duration(HOUR_MS, 30 * DAY_MS),
    askAboveBps: bps(5_000),
    askAbove: yuan(1_000),
  }),
  fileWithin: applied('afterSales', wait(0, 3 * DAY_MS)),
  modifyWithin: waiting('afterSales', wait(HOUR_MS, 5 * DAY_MS)),
  evidenceAnswer: applied('afterSales', wait(HOUR_MS, 30 * DAY_MS)),
  compensationFourEyes: applied('afterSales', { above: yuan(1_000_000) }),
  appeal: waiting('afterSales', { ms: duration(DAY_MS, 60 * DAY_MS), times: count(0, 5) }),
  noReasonReturn: waiting('afterSales', wait(DAY_MS, 30 * DAY_MS)),
  claimAfterCompletion: applied('afterSales', wait(0, 730 * DAY_MS)),
  refundPayout: waiting('afterSales', wait(0, 7 * DAY_MS)),
  advanceRefund: waiting('afterSales', { enabled: { kind: 'flag' } }),
  fourEyes: applied('wallet', { above: yuan(10_000_000) }),
  creditReminder: applied('wallet', { beforeMs: duration(HOUR_MS, 30 * DAY_MS) }),
  topUpWindow: applied('wallet', { providerMs: duration(HOUR_MS, 14 * DAY_MS), bankTransferMs: duration(DAY_MS, 90 * DAY_MS) }),
  reconciliation: applied('platform', { windowMs: duration(DAY_MS, 90 * DAY_MS), settleMs: duration(5 * MINUTE_MS, DAY_MS) }),
  webhookRetry: waiting('platform', { afterMs: durations(7 * DAY_MS) }),
  tariffJpEms: tariff,
  tariffJpSea: tariff,
  tariffKrAir: tariff,
  tariffUsExpress: tariff,
  tariffEuAirIoss: tariff,
  tariffEuRailDdp: tariff,
  tariffSeaAir: tariff,
  dutyEU: applied('duties', { ...duties, flatCents: count(0, 100_000), vat }),
  dutyJP: country,
  dutyKR: country,
  dutyUS: country,
  dutyGB: country,
  dutyAU: country,
  dutySG: country,
  dutyMY: country,
  dutyTH: country,
  dutyVN: country,
  dutyPH: country,
  dutyID: country,
  apiRate: waiting('platform', { perMinute: count(1, 100_000), burstPerSecond: count(1, 10_000) }),
}
