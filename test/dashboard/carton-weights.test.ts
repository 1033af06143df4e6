import t from 'tap'
import type { Weighing } from '../../src/dashboard/api/wire.ts'
import { weighCartons } from '../../src/dashboard/consolidation/carton-weights.ts'

const line: Weighing = { divisor: 6000, volumetric: 'always', thresholdMm: null, per: 'carton', minimumG: 0, stepG: 500 }
const bulky = { lengthMm: 600, widthMm: 400, heightMm: 300, weightG: 5000 }
const dense = { lengthMm: 300, widthMm: 200, heightMm: 100, weightG: 4200 }

t.test('charges the larger of actual and volumetric a carton (9.4)', async (t) => {
  t.same(weighCartons([bulky, dense], line), { actualG: 9200, volumetricG: 13000, chargeableG: 16500, headroomG: 300 })
})

t.test('volume counts only beyond the size of the line (9.4)', async (t) => {
  const ems: Weighing = { ...line, volumetric: 'longestSideOver', thresholdMm: 600 }
  t.match(weighCartons([bulky], ems), { volumetricG: 0, chargeableG: 5000 })
  t.match(weighCartons([{ ...bulky, lengthMm: 610 }], ems), { volumetricG: 12200, chargeableG: 12500 })
  t.match(weighCartons([bulky], { ...line, volumetric: 'sumOfSidesOver', thresholdMm: 900 }), { volumetricG: 12000 })
})

t.test('is not known without cartons or for an unknown line', async (t) => {
  t.equal(weighCartons([], line), null)
  t.equal(weighCartons([bulky], null), null)
})
