import t from 'tap'
import { CHECK_TYPE_CODES } from '../../../src/domain/inspections/check-types.ts'
import { inspectionLevelRule } from '../../../src/domain/inspections/levels.ts'
import { planInspection } from '../../../src/domain/inspections/plan-inspection.ts'
import { isAccepted, letterOf, lotSample, samplingPlan } from '../../../src/domain/inspections/sampling.ts'
import { CODE_LETTERS, LETTER_ROWS, LEVEL_ORDER, MASTER_TABLE } from '../../../src/domain/inspections/sampling-tables.ts'
import { SHOTS } from '../../../src/domain/inspections/shots.ts'
import { nextSwitchingState } from '../../../src/domain/inspections/switching.ts'

type Plan = [sample: number, accept: number]

/** The resolved plans of domain.md 7.3, level II, normal: lot sizes, letter, limits 1.0, 2.5 and 4.0. */
const resolved: [smallest: number, largest: number, letter: string, Plan, Plan, Plan][] = [
  [2, 8, 'A', [13, 0], [5, 0], [3, 0]],
  [9, 15, 'B', [13, 0], [5, 0], [3, 0]],
  [16, 25, 'C', [13, 0], [5, 0], [3, 0]],
  [26, 50, 'D', [13, 0], [5, 0], [13, 1]],
  [51, 90, 'E', [13, 0], [20, 1], [13, 1]],
  [91, 150, 'F', [13, 0], [20, 1], [20, 2]],
  [151, 280, 'G', [50, 1], [32, 2], [32, 3]],
  [281, 500, 'H', [50, 1], [50, 3], [50, 5]],
  [501, 1_200, 'J', [80, 2], [80, 5], [80, 7]],
  [1_201, 3_200, 'K', [125, 3], [125, 7], [125, 10]],
  [3_201, 10_000, 'L', [200, 5], [200, 10], [200, 14]],
  [10_001, 35_000, 'M', [315, 7], [315, 14], [315, 21]],
  [35_001, 150_000, 'N', [500, 10], [500, 21], [315, 21]],
  [150_001, 500_000, 'P', [800, 14], [500, 21], [315, 21]],
  [500_001, 3_000_000, 'Q', [1_250, 21], [500, 21], [315, 21]],
]

t.test('7.3 arrows are followed, and the sample size follows the letter of the arrow', (t) => {
  for (const [smallest, largest, letter, ...plans] of resolved) {
    for (const lotSize of [smallest, largest]) {
      for (const [index, limit] of (['1.0', '2.5', '4.0'] as const).entries()) {
        const [sample, accept] = plans[index] ?? [0, 0]
        const plan = samplingPlan(limit, { lotSize })
        t.match(
          plan,
          { codeLetter: letter, planSampleSize: sample, accept, reject: accept + 1, isVerified: true },
          `${lotSize} at ${limit}`,
        )
        t.equal(plan.sampleSize, Math.min(sample, lotSize))
        t.equal(plan.inspectAll, sample >= lotSize)
      }
    }
  }
  t.match(samplingPlan('4.0', { lotSize: 40 }), { codeLetter: 'D', planLetter: 'E', sampleSize: 13, accept: 1 }, 'the common mistake')
  t.end()
})

t.test('7.3 every cell of both tables resolves', (t) => {
  const lots = LETTER_ROWS.map(({ max }) => max ?? 9_000_000)
  for (const severity of ['normal', 'tightened'] as const) {
    for (const limit of ['1.0', '2.5', '4.0'] as const) {
      t.equal(MASTER_TABLE[severity][limit].split(' ').length, CODE_LETTERS.length)
      for (const level of LEVEL_ORDER)
        for (const lotSize of lots) t.ok(samplingPlan(limit, { lotSize, level, severity }).planSampleSize > 1)
    }
  }
  t.equal(letterOf(9_000_000, 'III'), 'R')
  t.match(samplingPlan('1.0', { lotSize: 60, severity: 'tightened' }), { planLetter: 'F', planSampleSize: 20, accept: 0 })
  t.equal(samplingPlan('2.5', { lotSize: 20_000, severity: 'tightened' }).isVerified, false, 'not compared with a printed table')
  t.end()
})

t.test('7.3 a lot of one is that piece, an empty lot is refused', (t) => {
  t.match(samplingPlan('2.5', { lotSize: 1 }), { codeLetter: null, sampleSize: 1, inspectAll: true, accept: 0, reject: 1 })
  for (const lotSize of [0, -3, 2.5]) t.throws(() => samplingPlan('2.5', { lotSize }), { code: 'inspection.lot_size_invalid' })
  t.throws(() => lotSample('FULL', { lotSize: 0 }), { code: 'inspection.lot_size_invalid' })
  t.end()
})

t.test('7.2 default limits: no critical defect, 2.5 major, 4.0 minor, the larger sample for all', (t) => {
  const sample = lotSample('AQL', { lotSize: 60 })
  t.match(sample, { sampleSize: 20, codeLetter: 'E', acceptance: { critical: { accept: 0 }, major: { accept: 1 }, minor: { accept: 1 } } })
  t.ok(isAccepted(sample, { critical: 0, major: 1, minor: 1 }))
  t.notOk(isAccepted(sample, { critical: 1, major: 0, minor: 0 }))
  t.notOk(isAccepted(sample, { critical: 0, major: 2, minor: 0 }))
  t.end()
})

t.test('7.2 a percentage sample is 5 %, at least 5, at most 20, never more than the lot', (t) => {
  const rows: [number, number][] = [
    [3, 3],
    [40, 5],
    [200, 10],
    [201, 11],
    [4_000, 20],
  ]
  for (const [lotSize, sampleSize] of rows) t.equal(lotSample('PERCENT', { lotSize }).sampleSize, sampleSize, `${lotSize} pieces`)
  t.match(lotSample('FULL', { lotSize: 40 }), { sampleSize: 40, inspectAll: true, codeLetter: null })
  t.end()
})

t.test('7.3 switching between normal and tightened', (t) => {
  t.equal(nextSwitchingState('normal', [true, false, true, true, false]), 'tightened', '2 of 5 refused')
  t.equal(nextSwitchingState('normal', [false, true, true, true, true, false]), 'normal', 'the first is out of the window')
  t.equal(nextSwitchingState('tightened', [false, true, true, true, true, true]), 'normal', '5 in a row accepted')
  t.equal(nextSwitchingState('tightened', [true, true, true, true]), 'tightened')
  t.equal(nextSwitchingState('tightened', [false, true, false, false, true, false, false]), 'stopped')
  t.equal(nextSwitchingState('stopped', [true, true, true, true, true]), 'stopped', 'people decide when to begin again')
  t.end()
})

t.test('7.1 a work sheet says what to look at, which shots to take and what is not promised', (t) => {
  t.match(planInspection('BASIC', 30), { sampleSize: 30, codeLetter: null, shots: ['OUTER_BOX', 'LAYOUT', 'SKU_LABEL'] })
  t.match(planInspection('DETAILED', 400), { sampleSize: 50, codeLetter: 'H', acceptance: { major: { accept: 3, reject: 4 } } })
  t.ok(planInspection('BASIC', 1).notCovered.includes('function'))
  const shots: readonly string[] = SHOTS.map((shot) => shot.code)
  for (const level of ['BASIC', 'STANDARD', 'DETAILED', 'LAB'] as const) {
    const rule = inspectionLevelRule(level)
    t.ok(rule.shots.every((shot) => shots.includes(shot)) && rule.checks.every((check) => CHECK_TYPE_CODES.includes(check)))
    t.same(
      [...rule.shots].sort((left, right) => shots.indexOf(left) - shots.indexOf(right)),
      rule.shots,
      `${level} keeps the order of shots`,
    )
  }
  t.end()
})
