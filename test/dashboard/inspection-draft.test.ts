import t from 'tap'
import type { Photo } from '../../src/dashboard/api/wire.ts'
import {
  type Blocker,
  blockersOf,
  completionOf,
  type Draft,
  isBalanced,
  likelyOutcome,
  missingShots,
  requiredShots,
} from '../../src/dashboard/inspection/draft.ts'

const plan = {
  sampleSize: 5,
  codeLetter: 'A',
  acceptance: { critical: { accept: 0, reject: 1 }, major: { accept: 0, reject: 1 }, minor: { accept: 0, reject: 1 } },
  shots: ['OUTER_BOX', 'LAYOUT'],
  checks: ['QUANTITY'],
  notCovered: [],
}
const photo = (shot: string): Photo => ({
  id: shot,
  shot,
  originalFileId: 'fil_1',
  redactedFileId: 'fil_2',
  takenBy: 'stf_1',
  takenAt: '2026-01-01T00:00:00Z',
})
const SHOTS = ['OUTER_BOX', 'LAYOUT', 'OPENED_BOX', 'DEFECT_CLOSE_UP']
const photographed = { expectedQuantity: 10, plan, photos: SHOTS.map(photo) }
const scratch = { key: '1', checkType: 'VISUAL_DAMAGE', severity: 'major' as const, quantity: 2, description: ' scratch ' }
const draft = (part: Partial<Draft>): Draft => ({
  counted: 10,
  passed: 10,
  failed: 0,
  isPassedTyped: false,
  defects: [],
  remark: '',
  ...part,
})

t.test('the counts are balanced when passed and failed make the count', async (t) => {
  t.ok(isBalanced(draft({ passed: 8, failed: 2 })))
  t.notOk(isBalanced(draft({ passed: 8, failed: 1 })))
  t.notOk(isBalanced(draft({ failed: null })))
})

t.test('the shots without a photo are named', async (t) => {
  t.same(missingShots('PASS', draft({}), { plan, photos: [photo('LAYOUT')] }), ['OUTER_BOX'])
  t.same(missingShots('PASS', draft({}), { plan: null, photos: [] }), [])
})

t.test('a failure also needs the shots of its claim (10.5)', async (t) => {
  const damaged = draft({ passed: 8, failed: 2, defects: [scratch] })
  t.same(requiredShots('FAIL', damaged, plan), ['OUTER_BOX', 'LAYOUT', 'OPENED_BOX', 'DEFECT_CLOSE_UP'])
  const wrongColour = draft({ passed: 8, failed: 2, defects: [{ ...scratch, checkType: 'VARIANT' }] })
  t.same(requiredShots('FAIL', wrongColour, plan), ['OUTER_BOX', 'LAYOUT', 'SKU_LABEL', 'ITEM_FRONT'])
})

const CASES: { says: string; outcome: 'PASS' | 'PASS_WITH_REMARK' | 'FAIL'; part: Partial<Draft>; blockers: Blocker[] }[] = [
  { says: 'passes what was counted and photographed', outcome: 'PASS', part: {}, blockers: [] },
  { says: 'does not pass failed pieces', outcome: 'PASS', part: { passed: 9, failed: 1 }, blockers: ['passWithFailed'] },
  { says: 'does not pass counts that do not add up', outcome: 'PASS', part: { passed: 9 }, blockers: ['missingCounts'] },
  { says: 'asks for words with a remark', outcome: 'PASS_WITH_REMARK', part: { remark: ' ' }, blockers: ['missingRemark'] },
  { says: 'does not fail without a cause', outcome: 'FAIL', part: { defects: [scratch] }, blockers: ['failWithoutCause'] },
  { says: 'does not pass a short count', outcome: 'PASS', part: { counted: 9, passed: 9 }, blockers: ['passShort'] },
  { says: 'fails a short count without a defect', outcome: 'FAIL', part: { counted: 9, passed: 9 }, blockers: [] },
  { says: 'does not take more than was expected', outcome: 'PASS', part: { counted: 11, passed: 11 }, blockers: ['tooMany'] },
  { says: 'asks what was wrong', outcome: 'FAIL', part: { passed: 8, failed: 2 }, blockers: ['missingDefects'] },
  { says: 'fails with counts, photos and a defect', outcome: 'FAIL', part: { passed: 8, failed: 2, defects: [scratch] }, blockers: [] },
]
for (const { says, outcome, part, blockers } of CASES) {
  t.test(says, async (t) => t.same(blockersOf(outcome, draft(part), photographed), blockers))
}

t.test('asks for the photos of the plan', async (t) => {
  t.same(blockersOf('PASS', draft({}), { ...photographed, photos: [] }), ['missingPhotos'])
})

t.test('hands in trimmed words and leaves unfinished rows out', async (t) => {
  const unfinished = { ...scratch, key: '2', checkType: '' }
  t.match(completionOf('FAIL', draft({ passed: 8, failed: 2, defects: [scratch, unfinished], remark: '  ' })), {
    failedQuantity: 2,
    defects: [{ checkType: 'VISUAL_DAMAGE', quantity: 2, description: 'scratch' }],
    remark: null,
  })
})

t.test('points to the outcome the numbers ask for', async (t) => {
  t.equal(likelyOutcome(draft({}), 10), 'PASS')
  t.equal(likelyOutcome(draft({ remark: 'box crushed' }), 10), 'PASS_WITH_REMARK')
  t.equal(likelyOutcome(draft({ failed: 1 }), 10), 'FAIL')
  t.equal(likelyOutcome(draft({ counted: 9 }), 10), 'FAIL')
})
