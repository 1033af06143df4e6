import t from 'tap'
import { marksOf } from '../../src/dashboard/parts/chart-scale.ts'

t.test('marks are round and reach the highest value', async (t) => {
  t.same(marksOf(589_775, 3), [200_000, 400_000, 600_000])
  t.same(marksOf(56, 3), [20, 40, 60])
  t.same(marksOf(60, 3), [20, 40, 60])
  t.same(marksOf(7, 3), [3, 6, 9], 'orders are whole')
  t.same(marksOf(1, 3), [1])
  t.same(marksOf(0, 3), [1])
})
