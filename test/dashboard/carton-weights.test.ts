import t from 'tap'
import { weighCartons } from '../../src/dashboard/consolidation/carton-weights.ts'

const line = { volumetricDivisor: 6000, weightStepG: 500 }

t.test('charges the larger of actual and volumetric a carton (9.4)', async (t) => {
  const bulky = { lengthMm: 600, widthMm: 400, heightMm: 300, weightG: 5000 }
  const dense = { lengthMm: 300, widthMm: 200, heightMm: 100, weightG: 4200 }
  t.same(weighCartons([bulky, dense], line), { actualG: 9200, volumetricG: 13000, chargeableG: 16500, headroomG: 300 })
})

t.test('rounds each side up to a centimetre before it multiplies (9.4)', async (t) => {
  t.equal(weighCartons([{ lengthMm: 301, widthMm: 200, heightMm: 300, weightG: 1 }], line).volumetricG, 3100)
})

t.test('is nothing without cartons', async (t) => {
  t.same(weighCartons([], line), { actualG: 0, volumetricG: 0, chargeableG: 0, headroomG: 0 })
})
