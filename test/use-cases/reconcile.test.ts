import { Redis } from 'ioredis'
import t from 'tap'
import { startStack } from '../support/stack.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { API } from '../support/stack-mock.ts'
import { waitFor } from '../support/stack-wait.ts'

type Listed = { data: { id: string }[] }
type Order = { id: string; status: string }

t.test('Redis is flushed in the middle: the jobs are rebuilt and everything ends as it should', async (t) => {
  const stack = await startStack(t, { redis: true, workers: 'inProcess' })
  const { partner, control } = stack
  const redis = new Redis(stack.redis?.url ?? '')
  t.teardown(() => redis.disconnect())
  await control.fault({ api: API.create, kind: 'http', status: 500, times: 3 })
  const orders = await Promise.all(
    [1, 2, 3].map(async () => {
      const product = await orderable(stack)
      const quote = await partner.post<{ id: string }>('/v1/quotes', { lines: [product], currency: 'USD' })
      const order = await partner.post<Order>('/v1/orders', { quoteId: quote.id })
      await partner.post(`/v1/orders/${order.id}/pay`)
      return order.id
    }),
  )
  await redis.flushall()
  const statusOf = async (id: string): Promise<string> => (await partner.get<Order>(`/v1/orders/${id}`)).status
  for (const id of orders) await waitFor(`order ${id} to be bought`, async () => (await statusOf(id)) === 'PURCHASED' || undefined)
  await redis.flushall()
  await Promise.all(orders.map((id) => partner.simulate('seller.ships', id)))
  await redis.flushall()
  for (const id of orders) {
    await waitFor(`the parcel of ${id}`, async () => (await partner.get<Listed>(`/v1/parcels?orderId=${id}`)).data[0])
  }
  t.equal((await control.orders()).length, orders.length)
  t.strictSame(await settledBooks(stack), [])
})

/** A product anybody can buy ten of. */
async function orderable({ control }: Awaited<ReturnType<typeof startStack>>) {
  const products = await control.products('quoteType=1&limit=600')
  const product = products.find(
    (one) => one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 5 && one.skus.some((sku) => sku.stock > 100),
  )
  const sku = product?.skus.find((one) => one.stock > 100)
  return { productId: `prd_${product?.offerId}`, skuId: `sku_${sku?.specId}`, quantity: 10, inspectionLevel: 'STANDARD' }
}

t.test('the sweep', async (t) => {
  const buyer = await startBuyer(t)
  const { core, clock } = buyer

  t.test('asks for the job of a row that has lost it, and leaves a row at work alone', async (t) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    t.strictSame(await core.steps.reconcile(), {}, 'nothing rests yet')
    clock.advance(2_000)
    t.strictSame(await core.steps.reconcile(), { 'purchase-order': 1 })
    await buyer.buy(orderId)
    t.strictSame(await core.steps.reconcile(), {})
  })

  t.test('asks with growing pauses for one that rests on', async (t) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    clock.advance(2_000)
    const asked: number[] = []
    for (let second = 0; second < 12; second += 1) {
      const found = await core.steps.reconcile()
      if (found['purchase-order'] !== undefined) asked.push(second)
      clock.advance(1_000)
    }
    t.strictSame(asked, [0, 1, 3, 5, 7, 9, 11], 'one second, then two, which is the longest here')
  })
})
