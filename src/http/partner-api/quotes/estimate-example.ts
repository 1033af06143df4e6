import type { z } from 'zod'
import type { estimateWire } from './estimate-presenter.ts'
import { ASSUMPTION_TEXTS } from './estimate-texts.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const range = (min: number, likely: number, max: number) => ({ min: usd(min), likely: usd(likely), max: usd(max) })
const row = { rowId: 'dutyEU.2026-07-01', effectiveFrom: '2026-07-01', confidence: 'B' } as const
const source = 'EU: relief ended, flat duty of 3 EUR for each 6-digit heading up to 150 EUR (domain.md 9.6, EU3)'

/** 50 lamps to Germany: 14,293 now, the rest when they travel. */
export const estimateExample: z.input<typeof estimateWire> = {
  destination: { country: 'DE', postalCode: '10115' },
  payableNow: usd(14_293),
  landedTotal: range(39_118, 53_303, 68_250),
  lineCode: 'EU-AIR-IOSS',
  lines: [{ lineNo: 1, landedTotal: range(39_118, 53_303, 68_250), landedPerUnit: usd(1_066) }],
  weights: [{ lineNo: 1, basis: 'OFFICIAL', unitGrams: 420, net: { min: 18_900, likely: 21_000, max: 23_100 }, isSizeKnown: false }],
  options: [
    {
      lineCode: 'EU-AIR-IOSS',
      name: { zh: '欧洲空运专线', en: 'Europe air line, IOSS' },
      carrier: 'Europe line',
      mode: 'AIR',
      dutyMode: 'IOSS',
      freight: range(20_281, 32_102, 44_558),
      chargeableWeight: { min: 19_900, likely: 23_100, max: 27_500 },
      transitDays: { p50: 8, p90: 14 },
      confidence: 'MEDIUM',
      objections: [],
      assumptions: [{ code: 'ONE_SHIPMENT', text: ASSUMPTION_TEXTS.ONE_SHIPMENT }],
      ruleId: 'shippingLine.EU-AIR-IOSS',
      ruleVersion: '2026-01-01',
      inputs: { divisor: '6000', firstWeightG: '100', firstFen: '3200', nextUnitG: '100', nextFen: '900', stepG: '100', minimumG: '0' },
      duties: range(4_544, 6_908, 9_399),
      landedTotal: range(39_118, 53_303, 68_250),
      missing: [],
    },
  ],
  unavailable: [],
  duties: {
    components: [
      { kind: 'DUTY', name: 'duty', by: 'FLAT_PER_ITEM_TYPE', rateBps: null, amount: range(350, 350, 350), lineNos: [1], source, ...row },
      { kind: 'TAX', name: 'VAT', by: 'RATE', rateBps: 1_900, amount: range(4_194, 6_558, 9_049), lineNos: [1], source, ...row },
    ],
    unknown: [],
    total: range(4_544, 6_908, 9_399),
  },
}
