import fc from 'fast-check'
import t from 'tap'
import { estimateLanded, type GoodsToLand } from '../../../src/domain/landed/estimate-landed.ts'
import type { AmountRange, Destination } from '../../../src/domain/landed/landed-estimate.ts'
import { RULE_ROWS } from '../../../src/domain/policy/rule-at.ts'
import { SHIPPED_RATE_BOOK } from '../../../src/domain/quotes/reference-rates.ts'
import type { MeasureSource } from '../../../src/domain/upstream/product.ts'
import '../../support/seeded-properties.ts'

const AT = new Date('2026-11-22T02:00:00Z')

const goods = (change: Partial<GoodsToLand> = {}): GoodsToLand => ({
  ...{ lineNo: 1, quantity: 10, offerId: '1', goodsFen: 50_000n, goodsMinor: 7_020n, totalMinor: 8_000n, measuredUnitG: null, hints: [] },
  measures: { weightG: 400, lengthMm: 100, widthMm: 100, heightMm: 80, source: 'official' },
  hsCode: null,
  ...change,
})

const land = (countryCode: string, lines: GoodsToLand[], at = AT) =>
  estimateLanded({
    destination: { countryCode, postalCode: null } satisfies Destination,
    ...{ goods: lines, at, rows: RULE_ROWS, rates: SHIPPED_RATE_BOOK, quote: 'USD', referenceRate: '0.1404', marginBps: 150 },
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
    { kind: 'DUTY', by: 'BELOW_THRESHOLD', rowId: 'duty.JP.2019', confidence: 'A' },
    { kind: 'TAX', by: 'BELOW_THRESHOLD' },
  ])
  t.strictSame(small.duties.unknown, [])
  const large = land('JP', [goods({ goodsFen: 450_000n })])
  t.match(large.duties.unknown, [{ kind: 'DUTY', reason: 'RATE_NOT_IN_TABLE', lineNos: [1] }])
  t.match(large.duties.components, [{ kind: 'TAX', by: 'RATE', rateBps: 1_000 }])
  t.strictSame(large.options.find(({ lineCode }) => lineCode === large.landed?.lineCode)?.missing, ['DUTY'], 'and it is said to be missing')
  const shirts = land('JP', [goods({ goodsFen: 450_000n, hsCode: '610910' })])
  t.match(shirts.duties.components, [{ kind: 'DUTY', rateBps: 1_090, rowId: 'dutyRate.6109' }, { kind: 'TAX' }])
  t.strictSame(shirts.duties.unknown, [])
})

t.test('the European Union: free of duty until June 2026, then 3 euro for each heading', async (t) => {
  const lines = [
    goods({ goodsFen: 20_000n, hsCode: '950300' }),
    goods({ goodsFen: 20_000n, lineNo: 2, offerId: '2', hsCode: '950300' }),
    goods({ goodsFen: 20_000n, lineNo: 3, offerId: '3' }),
  ]
  const before = land('DE', lines, new Date('2026-06-30T12:00:00Z'))
  t.match(before.duties.components[0], { kind: 'DUTY', by: 'BELOW_THRESHOLD', rowId: 'duty.DE.2021' })
  const after = land('DE', lines)
  // Two kinds of goods: 6 EUR at 0.1203 are 49.88 CNY, 7.00 USD.
  t.match(after.duties.components[0], { by: 'FLAT_PER_ITEM_TYPE', amount: { minMinor: 700n, likelyMinor: 700n, maxMinor: 700n } })
  t.match(after.duties.components[1], { kind: 'TAX', name: 'VAT', rateBps: 1_900 })
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
