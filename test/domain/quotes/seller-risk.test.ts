import t from 'tap'
import { defaultOf } from '../../../src/domain/policy/policy-defaults.ts'
import { judgeSeller, type SellerRecord } from '../../../src/domain/quotes/seller-risk.ts'
import type { SellerScores } from '../../../src/domain/upstream/product.ts'

const rule = { ruleId: 'sellerRisk', version: 'default', ...defaultOf('sellerRisk') }
const GOOD: SellerScores = {
  ...{ medalLevel: 4, composite: 4.5, logistics: 4, dispute: 4.5, offer: 4, consulting: 4, afterSales: 4 },
  ...{ repeatPurchasePercent: 40, pickupWithin48HoursPercent: 97, qualityRefundPercent: 0.4 },
}
const NOTHING = Object.fromEntries(Object.keys(GOOD).map((name) => [name, null])) as SellerScores
const KNOWN: SellerRecord = { inspectedUnits: 500, failedUnits: 2 }

const judge = (scores: Partial<SellerScores>, record: SellerRecord = KNOWN) => judgeSeller({ scores: { ...GOOD, ...scores }, record, rule })

const CASES = [
  ['good scores and a good record of ours', {}, KNOWN, 'BASIC', []],
  ['a score at the threshold is not below it', { composite: 3.5 }, KNOWN, 'BASIC', []],
  ['a score below it asks for a closer look', { composite: 3 }, KNOWN, 'STANDARD', ['LOW_COMPOSITE_SCORE']],
  ['a very low one for the closest', { dispute: 2 }, KNOWN, 'DETAILED', ['LOW_DISPUTE_SCORE']],
  ['quality refunds at the threshold count', { qualityRefundPercent: 1.5 }, KNOWN, 'STANDARD', ['QUALITY_REFUNDS']],
  ['our own fail rate beats good scores', {}, { inspectedUnits: 100, failedUnits: 9 }, 'DETAILED', ['OWN_FAIL_RATE']],
  [
    'three hints to watch weigh as a severe one',
    { composite: 3, dispute: 3, pickupWithin48HoursPercent: 80 },
    KNOWN,
    'DETAILED',
    ['LOW_COMPOSITE_SCORE', 'LOW_DISPUTE_SCORE', 'SLOW_PICKUP'],
  ],
  ['nothing known is not good', NOTHING, { inspectedUnits: 0, failedUnits: 0 }, 'STANDARD', ['NO_SCORES']],
] as const

for (const [says, scores, record, level, because] of CASES)
  t.test(`${says}: ${level}`, async (t) => {
    t.match(judge(scores, record), { suggestedInspectionLevel: level, because: [...because], ruleId: 'sellerRisk', ruleVersion: 'default' })
  })

t.test('a hint carries its numbers, and too small a sample is said and not rated', async (t) => {
  t.strictSame(judge({}, { inspectedUnits: 100, failedUnits: 4 }).hints, [
    { code: 'OWN_FAIL_RATE', severity: 'WATCH', inputs: { percent: '4', from: '3', inspectedUnits: '100' } },
  ])
  t.strictSame(judge({}, { inspectedUnits: 19, failedUnits: 19 }).hints, [
    { code: 'THIN_RECORD', severity: 'INFO', inputs: { inspectedUnits: 'too few' } },
  ])
})
