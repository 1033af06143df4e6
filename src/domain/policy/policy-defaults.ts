import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/clock.ts'
import { type Money, money, zero } from '../shared/money.ts'
import { DUTY_CHANGES, DUTY_DEFAULTS } from './duty-rules.ts'
import type { PolicyKey, PolicyValues } from './policy-values.ts'
import { type RuleRow, ruleRow } from './rule-row.ts'
import { TARIFF_DEFAULTS } from './tariff-rules.ts'

/** Our defaults by key (domain.md section 12; elsewhere where the P mark stands). The operator's rows lie over them. */
const DEFAULTS: { readonly [key in keyof PolicyValues]: readonly [value: PolicyValues[key], source: string] } = {
  quoteValidity: [{ ms: 30 * MINUTE_MS }, 'O2'],
  paymentWindow: [{ ms: DAY_MS }, 'O4'],
  priceTolerance: [{ bps: 100, atLeast: cny(1) }, 'O7'],
  priceToleranceLimit: [{ bps: 1_000, atLeast: cny(50) }, 'O7'],
  riskHold: [{ orderAbove: cny(200_000), brand: false, neverCarried: true }, 'O5'],
  priceAnswer: [{ ms: 48 * HOUR_MS }, 'O8'],
  serviceFee: [{ bps: 500, minimum: cny(5), maximum: zero('CNY'), onFreight: false }, '12'],
  fxMargin: [{ bps: 150 }, '5.2'],
  exchangeRate: [{ maxAgeMs: 7 * DAY_MS, askAboveBps: 500 }, '5.2'],
  reconciliation: [{ windowMs: 30 * DAY_MS, settleMs: 30 * MINUTE_MS }, '12'],
  freightSplit: [{ by: 'goodsAmount' }, '5.4'],
  purchaseSla: [{ ms: DAY_MS }, 'O6'],
  paymentTries: [{ count: 3 }, '3.1'],
  silence: [{ inHand: 'RETURN' }, '6.3'],
  stalledTracking: [{ ms: 72 * HOUR_MS }, 'O13'],
  unscannedSearch: [{ ms: DAY_MS }, '6.1'],
  inspectionSla: [{ ms: DAY_MS }, '7.7'],
  inspectBeforeAutoReceipt: [{ ms: DAY_MS }, '7.7'],
  inspectBeforeReturnWindow: [{ ms: 48 * HOUR_MS }, '7.7'],
  inspectionFee: [
    {
      BASIC: { perPiece: zero('CNY'), minimum: zero('CNY') },
      STANDARD: { perPiece: fen(50), minimum: cny(5) },
      DETAILED: { perPiece: cny(3), minimum: cny(10) },
    },
    '7.1',
  ],
  sellerRisk: [
    {
      composite: { watchBelow: 35, severeBelow: 25 },
      dispute: { watchBelow: 35, severeBelow: 25 },
      pickup: { watchBelow: 8_500, severeBelow: 6_000 },
      qualityRefund: { watchFrom: 150, severeFrom: 300 },
      ownFail: { watchFrom: 300, severeFrom: 800 },
      manyHints: 3,
    },
    '3.3, 7.1',
  ],
  freePhotos: [{ perLine: 3 }, '7.4'],
  services: [
    {
      EXTRA_PHOTO: service(cny(2)),
      VIDEO: service(cny(10)),
      RELABEL: service(fen(50)),
      REMOVE_TAGS: service(fen(30)),
      REPACK: service(cny(2)),
      BUBBLE_WRAP: service(cny(1)),
      VACUUM_PACK: service(cny(2)),
      WOOD_FRAME: service(cny(80)),
    },
    '5.1, 9.3, 12',
  ],
  extraPhoto: [{ afterArrival: cny(3) }, '12'],
  packedParcelPhoto: [{ price: zero('CNY') }, '12'],
  rehearsalPack: [{ price: cny(20), creditedIfShipped: true }, '12'],
  splitParcel: [{ price: cny(3) }, '12'],
  repackParcel: [{ price: cny(20) }, '12'],
  unpackParcel: [{ price: cny(20) }, '10.11'],
  consolidation: [{ freeItems: 20, perItem: cny(1) }, '12'],
  insurance: [{ bps: 150, minimum: cny(20), freeCover: cny(700) }, '12'],
  freeStorage: [{ ms: 60 * DAY_MS }, '8'],
  storageFee: [{ perItemDay: fen(10), perTenLitresDay: cny(1) }, '8'],
  storageBilling: [{ ms: 30 * DAY_MS }, '5.1'],
  storageNotices: [{ beforeMs: [30 * DAY_MS, 14 * DAY_MS, 7 * DAY_MS, DAY_MS], againMs: 7 * DAY_MS }, '8'],
  abandonment: [{ afterMs: 180 * DAY_MS, deliveredNotices: 3 }, '8'],
  packedUnpaid: [{ freeMs: 7 * DAY_MS, remindAtMs: [3 * DAY_MS, 6 * DAY_MS, 7 * DAY_MS], unpackAtMs: 30 * DAY_MS }, '8'],
  unidentifiedParcel: [{ ms: 30 * DAY_MS }, '6.3'],
  platformCalendar: [
    {
      notices: [
        {
          ...{ name: '春节 Spring Festival 2025 (R50)', from: '2025-01-21', to: '2025-02-06', mode: 'RESTART_AT', extraDays: 0 },
          affects: ['DISPATCH_CLOCK', 'SCORING'],
        },
      ],
    },
    '10.7, S1#16',
  ],
  warehouseCalendar: [{ restsOnHolidays: true, closed: [], open: [] }, '10.7; public holidays by chinese-days'],
  partnerDecision: [{ ms: 72 * HOUR_MS }, '6.3'],
  evidenceAnswer: [{ ms: 72 * HOUR_MS }, '10.2'],
  appeal: [{ ms: 7 * DAY_MS, times: 1 }, '10.2'],
  fileWithin: [{ ms: 2 * HOUR_MS }, '10.2'],
  modifyWithin: [{ ms: DAY_MS }, '10.2'],
  noReasonReturn: [{ ms: 120 * HOUR_MS }, '12'],
  returnHandling: [
    {
      tiers: [
        { fromReturn: 1, price: zero('CNY') },
        { fromReturn: 16, price: cny(5) },
        { fromReturn: 31, price: cny(10) },
        { fromReturn: 46, price: cny(20) },
      ],
    },
    '10.9',
  ],
  intlClaim: [{ damageMs: 72 * HOUR_MS, lostAirMs: 45 * DAY_MS, lostSeaMs: 90 * DAY_MS }, '12'],
  completion: [{ ms: 14 * DAY_MS }, 'O19'],
  claimAfterCompletion: [{ ms: 180 * DAY_MS }, '10.10'],
  refundPayout: [{ ms: HOUR_MS }, '10.2'],
  freightOvercharge: [{ refundWithinMs: DAY_MS, askAboveBps: 500, askAbove: cny(5) }, '9.4'],
  freightEstimate: [
    {
      measuredSpread: 300,
      officialSpread: 1_000,
      sellerSpread: 2_500,
      predictedSpread: 4_000,
      guessedSpread: 7_000,
      sizeSpread: 2_000,
      guessedSizeSpread: 5_000,
      guessedUnitG: 500,
      guessedMlPerKg: 5_000,
    },
    '3.3, 9.4',
  ],
  packagingAllowance: [{ bps: 1_000 }, '9.4'],
  partnerFiles: [{ unusedMs: 7 * DAY_MS, unusedMib: 1_024, evidenceMs: 730 * DAY_MS }, '7.4'],
  evidenceRetention: [{ ms: 180 * DAY_MS, disputedMs: 730 * DAY_MS }, '7.4'],
  advanceRefund: [{ enabled: false }, '10.9'],
  webhookRetry: [{ afterMs: [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, DAY_MS] }, '11'],
  fourEyes: [{ above: cny(5_000) }, '12'],
  compensationFourEyes: [{ above: cny(500) }, '12'],
  creditReminder: [{ beforeMs: 3 * DAY_MS }, '5.3'],
  topUpWindow: [{ providerMs: DAY_MS, bankTransferMs: 14 * DAY_MS }, '5.3'],
  apiRate: [{ perMinute: 600, burstPerSecond: 60 }, '12'],
  tariffJpEms: [TARIFF_DEFAULTS.tariffJpEms, '9.5'],
  tariffJpSea: [TARIFF_DEFAULTS.tariffJpSea, '9.5'],
  tariffKrAir: [TARIFF_DEFAULTS.tariffKrAir, '9.5'],
  tariffUsExpress: [TARIFF_DEFAULTS.tariffUsExpress, '9.5'],
  tariffEuAirIoss: [TARIFF_DEFAULTS.tariffEuAirIoss, '9.5'],
  tariffEuRailDdp: [TARIFF_DEFAULTS.tariffEuRailDdp, '9.5'],
  tariffSeaAir: [TARIFF_DEFAULTS.tariffSeaAir, '9.5'],
  ...DUTY_DEFAULTS,
}

/** The defaults as rule rows, in force since ever; laws that changed meanwhile from their day on. */
export const POLICY_DEFAULTS: readonly RuleRow[] = [
  ...(Object.keys(DEFAULTS) as PolicyKey[]).map((key) => {
    const [value, source] = DEFAULTS[key]
    const from = Object.hasOwn(DUTY_DEFAULTS, key) ? source : `domain.md ${source}`
    const [next] = changesOf(key)
    return ruleRow(key, value, { source: from, confidence: 'P', says: `Operator default of ${key}.`, ...until(next) })
  }),
  ...DUTY_CHANGES.map((change) => {
    const [key, from, value, source] = change
    const next = changesOf(key).find((other) => other[1] > from)
    return ruleRow(key, value, { from, source, confidence: value.confidence, says: `What ${key} takes since ${from}.`, ...until(next) })
  }),
]

/** In the order of their days. */
function changesOf(key: PolicyKey) {
  return DUTY_CHANGES.filter((change) => change[0] === key)
}

function until(next: (typeof DUTY_CHANGES)[number] | undefined): { to?: string } {
  return next === undefined ? {} : { to: next[1] }
}

/** Every rule of ours. */
export const POLICY_KEYS = Object.keys(DEFAULTS) as PolicyKey[]

/** True for the name of a rule of ours. */
export function isPolicyKey(text: string): text is PolicyKey {
  return Object.hasOwn(DEFAULTS, text)
}

/** The value we ship. */
export function defaultOf<K extends PolicyKey>(key: K): PolicyValues[K] {
  return DEFAULTS[key][0]
}

function service(perUnit: Money) {
  return { perUnit, isOffered: true }
}

function cny(yuan: number): Money {
  return money(yuan * 100, 'CNY')
}

function fen(amount: number): Money {
  return money(amount, 'CNY')
}
