import t from 'tap'
import { sellerOpenIdOf, supplierIdOf } from '../../../src/domain/catalogue/supplier-ids.ts'
import { failPercentOf } from '../../../src/domain/catalogue/supplier-quality.ts'

t.test('a supplier id leads back to its seller; what an address cannot carry has none', async (t) => {
  for (const openId of ['BBBxxxxxxxx', 'BBB-_9']) t.equal(sellerOpenIdOf(supplierIdOf(openId) ?? ''), openId)
  for (const openId of ['', 'a/b', '某厂', 'x'.repeat(65)]) t.equal(supplierIdOf(openId), null, openId)
  for (const id of ['', 'BBBx', 'sup_', 'sup_a/b', 'prd_1']) t.equal(sellerOpenIdOf(id), undefined, id)
})

t.test('a fail rate needs enough units to mean anything', async (t) => {
  t.equal(failPercentOf({ inspectedUnits: 19, failedUnits: 19 }), null)
  t.equal(failPercentOf({ inspectedUnits: 20, failedUnits: 0 }), 0)
  t.equal(failPercentOf({ inspectedUnits: 1000, failedUnits: 18 }), 1.8)
  t.equal(failPercentOf({ inspectedUnits: 3000, failedUnits: 1 }), 0)
})
