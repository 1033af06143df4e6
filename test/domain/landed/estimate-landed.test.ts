import fc from 'fast-check'
import t from 'tap'
import { regimeAt } from '../../../src/domain/landed/duty-regime.ts'
import { estimateLanded, type GoodsToLand } from '../../../src/domain/landed/estimate-landed.ts'
import type { AmountRange, Destination } from '../../../src/domain/landed/landed-estimate.ts'
import { defaultOf } from '../../../src/domain/policy/policy-defaults.ts'
import { RULE_ROWS } from '../../../src/domain/policy/rule-at.ts'
import { type RuleRow, ruleRow } from '../../../src/domain/policy/rule-row.ts'
import { SHIPPED_RATE_BOOK } from '../../../src/domain/quotes/reference-rates.ts'
import { money } from '../../../src/domain/shared/money.ts'
import type { MeasureSource } from '../../../src/domain/upstream/product.ts'
import '../../support/seeded-properties.ts'

const AT = new Date('2026-11-22T02:00:00Z')

const goods = (change: Partial<GoodsToLand> = {}): GoodsToLand => ({
  ...{ lineNo: 1, quantity: 10, offerId: '1', goodsFen: 50_000n, goodsMinor: 7_020n, totalMinor: 8_000n, measuredUnitG: null, hints: [] },
  measures: { weightG: 400, lengthMm: 100, widthMm: 100, heightMm: 80, source: 'official' },
  hsCode: null,
  ...change,
})

const land = (countryCode: string, lines: GoodsToLand[], at = AT, rows: readonly RuleRow[] = RULE_ROWS) =>
  estimateLanded({
    destination: { countryCode, postalCode: null } satisfies Destination,
    ...{ goods: lines, at, rows, rates: SHIPPED_RATE_BOOK, quote: 'USD', referenceRate: '0.1404', marginBps: 150 },
  })

const isOrdered = ({ minMinor, likelyMinor, maxMinor }: AmountRange) => minMinor <= likelyMinor && likelyMinor <= maxMinor

t.test('freight is that of the tariff row: weight with packaging, rounded by the line’s steps, with our margin', async (t) => {
  const { options } = land('JP', [goods()])
  const ems = options.find(({ lineCode }) => lineCode === 'JP-EMS')
  // 4,000 g and 10 % packaging are 4,400 g, 4,500 g by the step: 42 + 8 x 11 yuan; 18.25 USD and 1.5 %.
  t.match(ems, { chargeableG: { likely: 4_500 }, ruleId: 'shippingLine.JP-EMS', ruleVersion: '2026-01-01', inputs: { divisor: '6000' } })
  t.equal(ems?.freight.likelyMinor, 1_825n + 27n)
  t.match(ems, { confidence: 'HIGH', transitDays: { p50: 4, p90: 7 } })
})

t.test('bulky goods are charged by their room', async (t) => {
  const bulky = goods({ measures: { weightG: 400, lengthMm: 400, widthMm: 300, heightMm: 200, source: 'official' } })
  const ems = land('KR', [bulky]).options[0]
  t.ok((ems?.chargeableG.likely ?? 0) >= (24_000 / 6) * 10, '240 litres by 6,000')
})

const CONFIDENCE = [
  ['official', 400, true, 'HIGH', 'OFFICIAL'],
  ['seller', 400, true, 'MEDIUM', 'SELLER'],
  ['official', 400, false, 'MEDIUM', 'OFFICIAL'],
  ['predicted', 400, true, 'LOW', 'PREDICTED'],
  ['unstated', null, true, 'LOW', 'GUESSED'],
] as const

for (const [source, weightG, isSized, confidence, basis] of CONFIDENCE)
  t.test(`a weight ${source}${isSized ? '' : ' without a size'} gives ${confidence} confidence`, async (t) => {
    const side = isSized ? 100 : null
    const estimate = land('JP', [goods({ measures: { weightG, lengthMm: side, widthMm: side, heightMm: side, source } })])
    t.match(estimate.options[0], { confidence })
    t.match(estimate.weights, [{ basis, isSizeKnown: isSized }])
    t.equal(estimate.options[0]?.assumptions.includes('WEIGHT_ASSUMED'), basis === 'GUESSED')
    t.equal(estimate.options[0]?.assumptions.includes('SIZE_ASSUMED'), !isSized)
  })

t.test('our own scale beats what others state', async (t) => {
  t.match(land('JP', [goods({ measuredUnitG: 460 })]).weights, [{ basis: 'MEASURED', unitG: 460 }])
})

t.test('Japan takes nothing up to 10,000 yen, and above it tax on what duty is not known for', async (t) => {
  const small = land('JP', [goods({ goodsFen: 45_000n })])
  t.match(small.duties.components, [
    { kind: 'DUTY', by: 'BELOW_THRESHOLD', rowId: 'dutyJP.default', confidence: 'A' },
    { kind: 'TAX', by: 'BELOW_THRESHOLD' },
  ])
  t.strictSame(small.duties.unknown, [])
  const large = land('JP', [goods({ goodsFen: 450_000n })])
  t.match(large.duties.unknown, [{ kind: 'DUTY', reason: 'RATE_NOT_IN_TABLE', lineNos: [1] }])
  t.match(large.duties.components, [{ kind: 'TAX', by: 'RATE', rateBps: 1_000 }])
  t.strictSame(large.options.find(({ lineCode }) => lineCode === large.landed?.lineCode)?.missing, ['DUTY'], 'and it is said to be missing')
  const shirts = land('JP', [goods({ goodsFen: 450_000n, hsCode: '610910' })])
  t.match(shirts.duties.components, [
    { kind: 'DUTY', name: 'duty 6109', rateBps: 1_090, rowId: 'dutyJP.default', confidence: 'C' },
    { kind: 'TAX' },
  ])
  t.strictSame(shirts.duties.unknown, [])
})

t.test('the European Union: free of duty until June 2026, then 3 euro for each heading', async (t) => {
  const lines = [
    goods({ goodsFen: 20_000n, hsCode: '950300' }),
    goods({ goodsFen: 20_000n, lineNo: 2, offerId: '2', hsCode: '950300' }),
    goods({ goodsFen: 20_000n, lineNo: 3, offerId: '3' }),
  ]
  const before = land('DE', lines, new Date('2026-06-30T12:00:00Z'))
  t.match(before.duties.components[0], { kind: 'DUTY', by: 'BELOW_THRESHOLD', rowId: 'dutyEU.default' })
  const after = land('SE', lines)
  // Two kinds of goods: 6 EUR at 0.1203 are 49.88 CNY, 7.00 USD.
  t.match(after.duties.components[0], { by: 'FLAT_PER_ITEM_TYPE', amount: { minMinor: 700n, likelyMinor: 700n, maxMinor: 700n } })
  t.match(after.duties.components[1], { kind: 'TAX', name: 'VAT', rateBps: 2_500 })
  t.ok(after.options.find(({ lineCode }) => lineCode === 'EU-AIR-IOSS')?.assumptions.includes('ITEM_TYPES_COUNTED_BY_PRODUCT'))
  const dear = land('DE', [goods({ goodsFen: 200_000n })])
  t.match(dear.unavailable, [{ lineCode: 'EU-AIR-IOSS', reason: 'DECLARED_VALUE' }])
})

t.test('the United States: no threshold since August 2025, the rate is not in our tables, and a duty-paid line includes it', async (t) => {
  const estimate = land('US', [goods()])
  t.match(estimate.duties.unknown, [{ kind: 'DUTY', reason: 'RATE_NOT_IN_TABLE' }])
  t.match(estimate.duties.components, [{ kind: 'TAX', by: 'NOT_LEVIED' }])
  t.match(estimate.options, [{ dutyMode: 'DDP', missing: [], duties: { likelyMinor: 0n } }])
  t.ok(estimate.options[0]?.assumptions.includes('DUTY_IN_FREIGHT'))
})

t.test('the flat duty of the European Union is for goods under IOSS; other ways are taxed by heading, known or not', async (t) => {
  // To Estonia none of our lines goes: nothing is declared under IOSS.
  const toys = land('EE', [goods({ goodsFen: 20_000n, hsCode: '950300' })])
  t.match(toys.duties.unknown, [{ kind: 'DUTY', reason: 'RATE_NOT_IN_TABLE' }])
  t.match(toys.duties.components, [{ kind: 'TAX', rateBps: 2_400, confidence: 'C', rowId: 'dutyEU.2026-07-01' }])
  const shirts = land('EE', [goods({ goodsFen: 20_000n, hsCode: '610910' })])
  t.match(shirts.duties.components, [{ kind: 'DUTY', by: 'RATE', rateBps: 1_200, confidence: 'C' }, { kind: 'TAX' }])
})

t.test('goods of Chinese origin: 800 dollars were free in the United States until May 2025', async (t) => {
  const at = (instant: string) => regimeAt('US', new Date(instant), RULE_ROWS)
  t.match(at('2025-05-01T15:59:59Z'), { threshold: { upTo: money(80_000, 'USD'), frees: 'DUTY' }, effectiveFrom: null })
  t.match(at('2025-05-01T16:00:00Z'), { threshold: null, effectiveFrom: '2025-05-02', tax: { is: 'NOT_LEVIED' } })
  t.match(at('2026-11-22T00:00:00Z'), { threshold: null, effectiveFrom: '2025-08-29', headings: [] })
})

// What nobody has verified is of low confidence; what has no rate of exchange or of duty is unknown.
const NOT_VERIFIED = [
  ['SG', { kind: 'DUTY', by: 'NOT_LEVIED' }, { kind: 'TAX', rateBps: 900 }],
  ['MY', undefined, { kind: 'TAX', rateBps: 1_000 }],
  ['TH', undefined, { kind: 'TAX', rateBps: 700 }],
  ['VN', undefined, { kind: 'TAX', rateBps: 1_000 }],
  ['PH', undefined, undefined],
  ['ID', undefined, { kind: 'TAX', rateBps: 1_100 }],
  ['KR', { kind: 'DUTY', by: 'BELOW_THRESHOLD' }, { kind: 'TAX', by: 'BELOW_THRESHOLD' }],
] as const

for (const [country, duty, tax] of NOT_VERIFIED)
  t.test(`${country}: each of duty and tax is an estimate of low confidence or said to be unknown`, async (t) => {
    const { components, unknown } = land(country, [goods()]).duties
    t.match(
      components.map(({ kind, by, rateBps, confidence }) => ({ kind, by, rateBps, confidence })),
      [duty, tax].filter((one) => one !== undefined).map((one) => ({ ...one, confidence: 'C' })),
    )
    t.strictSame(
      unknown.map(({ kind }) => kind),
      [...(duty === undefined ? ['DUTY'] : []), ...(tax === undefined ? ['TAX'] : [])],
    )
  })

t.test('an estimate by rows nobody has verified says so', async (t) => {
  t.ok(land('KR', [goods()]).options[0]?.assumptions.includes('DUTIES_NOT_VERIFIED'))
  t.notOk(land('JP', [goods({ goodsFen: 45_000n })]).options[0]?.assumptions.includes('DUTIES_NOT_VERIFIED'))
})

t.test('the operator’s rows go before ours, from their day on, and are cited', async (t) => {
  const entered = { source: 'Ministry of Finance 2026/9', confidence: 'P', says: 'reform', from: '2026-11-20' } as const
  const noThreshold = { ...defaultOf('dutyJP'), upTo: 0, headings: [{ heading: '95', bps: 320 }], headingsConfidence: 'B' as const }
  const duty = { ...ruleRow('dutyJP', noThreshold, entered), layer: 'operator' as const, rowId: 'rul_duty' }
  const cheaper = { ...defaultOf('tariffJpEms'), nextPrice: money(100, 'CNY') }
  const tariff = { ...ruleRow('tariffJpEms', cheaper, entered), layer: 'partner' as const, rowId: 'rul_ems' }
  const lines = [goods({ goodsFen: 45_000n, hsCode: '950300' })]
  const rows = [duty, tariff, ...RULE_ROWS]
  const ems = (at: Date) => land('JP', lines, at, rows).options.find(({ lineCode }) => lineCode === 'JP-EMS')
  t.match(ems(new Date('2026-11-19T00:00:00Z')), { ruleVersion: '2026-01-01', inputs: { nextFen: '1100' } })
  t.match(ems(AT), { ruleVersion: 'rul_ems', inputs: { nextFen: '100' } })
  t.match(land('JP', lines, AT, rows).duties.components, [
    { kind: 'DUTY', rateBps: 320, rowId: 'rul_duty', source: 'Ministry of Finance 2026/9', effectiveFrom: '2026-11-20', confidence: 'B' },
    { kind: 'TAX', rateBps: 1_000, rowId: 'rul_duty' },
  ])
})

t.test('what is not known is said, never nothing', async (t) => {
  const nowhere = land('BR', [goods()])
  t.equal(nowhere.landed, null)
  t.match(nowhere.duties.unknown, [{ kind: 'DUTY', reason: 'COUNTRY_NOT_IN_TABLE' }, { kind: 'TAX' }])
  t.match(land('AU', [goods()]).duties.unknown, [{ kind: 'DUTY', reason: 'THRESHOLD_CURRENCY_UNRATED' }])
})

t.test('what a line does not take is told beside it', async (t) => {
  const { options } = land('JP', [goods({ hints: ['powerBank', 'magnetic'] })])
  t.strictSame(
    options.map(({ lineCode, objections }) => [lineCode, objections]),
    [
      ['JP-EMS', ['powerBank']],
      ['JP-SEA', ['powerBank']],
    ],
  )
})

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 500 }),
  goodsFen: fc.bigInt({ min: 1n, max: 300_000n }),
  extraMinor: fc.bigInt({ min: 0n, max: 5_000n }),
  weightG: fc.option(fc.integer({ min: 1, max: 4_000 })),
  side: fc.option(fc.integer({ min: 5, max: 600 })),
  source: fc.constantFrom<MeasureSource>('official', 'seller', 'predicted', 'unstated'),
  hsCode: fc.option(fc.constantFrom('6109', '851712', '950300')),
})

t.test('the parts of a landed total sum to it, its lines’ shares too, and what is likely lies between the ends', async () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('JP', 'KR', 'US', 'DE', 'FR', 'SG'), (wishes, country) => {
      const lines = wishes.map(({ side, weightG, source, extraMinor, ...wish }, index) => {
        const goodsMinor = (wish.goodsFen * 1_404n) / 10_000n
        const measures = { weightG, lengthMm: side, widthMm: side, heightMm: side, source }
        return goods({ ...wish, lineNo: index + 1, offerId: String(index), goodsMinor, totalMinor: goodsMinor + extraMinor, measures })
      })
      const payable = lines.reduce((total, { totalMinor }) => total + totalMinor, 0n)
      const { options, landed } = land(country, lines)
      if (landed === null) return options.length === 0
      const ends = ['minMinor', 'likelyMinor', 'maxMinor'] as const
      return (
        options.every(({ total, freight, duties }) => ends.every((end) => total[end] === payable + freight[end] + duties[end])) &&
        options.every(({ total, freight, duties }) => [total, freight, duties].every(isOrdered)) &&
        ends.every((end) => landed.lines.reduce((sum, { total }) => sum + total[end], 0n) === landed.total[end])
      )
    }),
    { seed: 20_261_122, numRuns: 400 },
  )
})
