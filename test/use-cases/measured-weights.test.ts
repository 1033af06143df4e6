import t from 'tap'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const { core, tenant } = buyer

type Goods = { offerId: string; specId: string | null }

function quote({ offerId, specId }: Goods, destination: { countryCode: string; postalCode: null } | null) {
  const line = { productId: `prd_${offerId}`, skuId: `sku_${specId}`, quantity: 10, inspectionLevel: 'BASIC' as const }
  return core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines: [line], destination })
}

t.test('what our dock scale said of goods that came alone makes the next estimate', async (t) => {
  const product = buyer.nextProduct()
  const never = { offerId: product.offerId, specId: product.skus[0]?.specId ?? null }
  t.not((await quote(never, { countryCode: 'JP', postalCode: null })).estimate?.weights[0]?.basis, 'MEASURED')
  t.equal((await quote(never, null)).estimate, null, 'without a destination nothing is estimated')

  // The bench weighs every parcel at 1,000 g.
  const { lines } = await bench.inspected({ passed: 10, failed: 0 })
  const [line] = lines
  if (line === undefined) throw new Error('an order has a line')
  const { estimate } = await quote(line, { countryCode: 'JP', postalCode: null })
  t.match(estimate?.weights, [{ basis: 'MEASURED', unitG: 100, netG: { min: 970, likely: 1_000, max: 1_030 } }])
})
