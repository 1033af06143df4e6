import { randomUUID } from 'node:crypto'
import t from 'tap'
import { openRoad, type Road } from '../support/broken-road.ts'
import { startStack } from '../support/stack.ts'

t.test('while PostgreSQL is away partners are asked to come back', async (t) => {
  let road: Road | undefined
  const stack = await startStack(t, {
    workers: 'none',
    reachDatabase: async (url) => {
      road = await openRoad(t, url)
      return road.url
    },
  })
  const [product] = (await stack.control.products('quoteType=1&limit=600')).filter((one) => one.quirk === null && one.batchNumber === null)
  const quote = () =>
    stack.partner.post<{ id: string }>('/v1/quotes', {
      lines: [{ productId: `prd_${product?.offerId}`, skuId: `sku_${product?.skus[0]?.specId}`, quantity: 10 }],
    })
  const place = (quoteId: string, key: string) =>
    stack.partner.request('POST', '/v1/orders', { body: { quoteId }, headers: { 'idempotency-key': key } })
  const orders = async () => (await stack.core.db.selectFrom('agentOrder').select('id').execute()).map((order) => order.id)

  t.test('reads and writes alike, with the time to wait', async (t) => {
    const { id } = await quote()
    const key = randomUUID()
    road?.cut()
    for (const answer of [
      await place(id, key),
      await stack.partner.request('GET', '/v1/orders'),
      await stack.partner.request('GET', `/v1/quotes/${id}`),
    ]) {
      t.match(answer, { status: 503, body: { code: 'service.unavailable', retryable: true } })
      t.equal(answer.headers.get('retry-after'), '5')
      t.match(answer.headers.get('content-type'), /problem/)
    }
    t.equal((await fetch(`${stack.url}/callbacks/1688/messages`, { method: 'POST', body: 'x' })).status >= 400, true)
    road?.mend()
    const placed = await place(id, key)
    t.equal(placed.status, 201, 'the same request works when it is back')
    t.strictSame(await orders(), [placed.body.id])
  })

  t.test('lost at the commit, the order is made once', async (t) => {
    const { id } = await quote()
    const key = randomUUID()
    const before = (await orders()).length
    road?.cutAfter('commit')
    t.match(await place(id, key), { status: 503, body: { code: 'service.unavailable' } })
    road?.mend()
    const again = await place(id, key)
    t.equal(again.status, 201, 'the same key finds its answer')
    t.equal((await orders()).length, before + 1)
    t.match(await place(id, key), { status: 201, body: { id: again.body.id } })
  })
})
