import t from 'tap'
import type { ApiClient } from '../support/stack-client.ts'
import { startCore } from '../support/stack-core.ts'
import { startReplica } from '../support/stack-replica.ts'
import { waitFor } from '../support/stack-wait.ts'

const parts = await startCore(t)
const { control } = parts
const replicas = [await startReplica(t, parts), await startReplica(t, parts)]
const [here, there] = replicas.map(({ partner }) => partner) as [ApiClient, ApiClient]
await control.settings({ callbackUrl: `${replicas[0]?.url}/callbacks/1688/messages` })
const catalogue = parts.core.upstreams.upstreamFor(false)
const goods = (await control.products('quoteType=1&limit=200')).filter((one) => one.quirk === null && (one.skus[0]?.stock ?? 0) > 50)

type Shown = { asOf: string; skus: { id: string; stock: number; tiers: { price: { cny: { amount: number } } }[] }[] }

t.test('a price or stock that 1688 pushes to one replica is shown by all of them at once', async (t) => {
  const offerId = goods[0]?.offerId ?? ''
  await catalogue.followProduct(offerId)
  const before = await Promise.all([show(here, offerId), show(there, offerId)])
  await control.post(`/products/${offerId}/price`, { percent: 150 })
  await control.flush()
  const expected = Math.round(priceOf(before[0]) * 1.5)
  t.not(expected, 0)
  for (const replica of [here, there]) {
    await waitFor('the new price', async () => priceOf(await show(replica, offerId)) === expected || undefined)
  }
  const specId = goods[0]?.skus[0]?.specId
  await control.post(`/products/${offerId}/stock`, { specId, quantity: 7 })
  await control.flush()
  for (const replica of [here, there]) {
    await waitFor('the new stock', async () => (await show(replica, offerId)).skus.some((sku) => sku.stock === 7) || undefined)
  }
})

t.test('listings that show the product are asked anew as well', async (t) => {
  const offerId = goods[1]?.offerId ?? ''
  await catalogue.followProduct(offerId)
  const { seller } = await here.get<{ seller: { id: string } }>(`/v1/products/prd_${offerId}`)
  const listing = `/v1/suppliers/${seller.id}/products?limit=50`
  const before = await here.get<{ asOf: string; data: { id: string }[] }>(listing)
  t.ok(before.data.some((hit) => hit.id === `prd_${offerId}`))
  await control.post(`/products/${offerId}/price`, { percent: 120 })
  await control.flush()
  await waitFor('a new listing', async () => (await here.get<{ asOf: string }>(listing)).asOf > before.asOf || undefined)
})

t.test('a quote asks 1688, whatever the catalogue still shows (no message came)', async (t) => {
  const product = goods[2]
  const offerId = product?.offerId ?? ''
  const lines = [
    { productId: `prd_${offerId}`, skuId: `sku_${product?.skus[0]?.specId}`, quantity: Math.max(10, product?.minOrderQuantity ?? 1) },
  ]
  const shown = priceOf(await show(here, offerId))
  await control.settings({ push: { enabled: false } })
  await control.post(`/products/${offerId}/price`, { percent: 200 })
  t.equal(priceOf(await show(here, offerId)), shown, 'the catalogue has not heard')
  const quote = await here.post<{ lines: { unitPrice: { amount: number } }[] }>('/v1/quotes', { lines })
  t.equal(quote.lines[0]?.unitPrice.amount, shown * 2)
  await control.settings({ push: { enabled: true } })
})

t.test('1688 is down, or our quota is used up: known goods go on, all else is a 503 that says when to come back', async (t) => {
  const known = goods[3]?.offerId ?? ''
  const unknown = goods[4]?.offerId ?? ''
  await show(here, known)
  const faults = [
    [{ api: '*', kind: 'cutBefore', times: null }, 'upstream.unavailable', undefined],
    // Last: a used-up quota is not asked again for the first pause of its kind.
    [{ api: '*', kind: 'gateway', code: 'gw.NoUsageLeftError', times: null }, 'upstream.quota_exhausted', '300'],
  ] as const
  for (const [fault, code, retryAfter] of faults) {
    await control.fault(fault)
    const missing = await here.request<{ code: string }>('GET', `/v1/products/prd_${unknown}`)
    t.match([missing.status, missing.body.code], [503, code])
    const wait = missing.headers.get('retry-after')
    t.ok(Number(wait) > 0)
    if (retryAfter !== undefined) t.equal(wait, retryAfter)
    t.equal((await here.request('GET', `/v1/products/prd_${known}`)).status, 200)
    t.equal(
      (await here.request('POST', '/v1/quotes', { body: { lines: [{ productId: `prd_${known}`, skuId: null, quantity: 1 }] } })).status,
      503,
    )
    await control.clearFaults()
  }
})

function show(partner: ApiClient, offerId: string): Promise<Shown> {
  return partner.get<Shown>(`/v1/products/prd_${offerId}?currency=CNY`)
}

function priceOf(product: Shown | undefined): number {
  return product?.skus[0]?.tiers[0]?.price.cny.amount ?? 0
}
