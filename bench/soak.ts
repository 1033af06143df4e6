import { argv } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createMock1688 } from '../src/mock-1688/server.ts'
import { startFaults } from './soak/faults.ts'
import { startReaders } from './soak/readers.ts'
import { reportSoak, type Third } from './soak/report.ts'
import { startWriters } from './soak/writers.ts'
import type { Child } from './support/child.ts'
import { inScope, type Scope } from './support/scope.ts'

const MOST_MINUTES = 60
const HOT_PRODUCTS = 200
const FAULT_SHARE = 0.05
const WARM_UP_MS = 15_000
const SAMPLES = 10
/** States of an order that has not been bought yet and still will be. */
const ON_ITS_WAY = new Set(['PENDING_PAYMENT', 'PAID', 'PURCHASING'])
const SETTLE_MS = 60_000

type MockProduct = {
  offerId: string
  quirk: string | null
  batchNumber: number | null
  minOrderQuantity: number
  skus: { specId: string; stock: number }[]
}

/** `npm run soak [-- minutes]`: gateway and worker on a database of their own while one call to 1688 in twenty fails, in every way. */
const minutes = Math.min(Number(argv[2] ?? 5), MOST_MINUTES)
if (!(minutes > 0)) throw new Error('npm run soak -- MINUTES')
process.exitCode = (await inScope((scope) => soak(scope, minutes * 60_000))) ? 0 : 1

async function soak(scope: Scope, durationMs: number): Promise<boolean> {
  const mock = await createMock1688()
  const control = createControl(mock.url)
  const { gateway, headers } = await startGateway(scope, mock.url)
  await control('/settings', { callbackUrl: `${gateway.url}/callbacks/1688/messages` })
  const { products } = (await control(`/products?quoteType=1&limit=${HOT_PRODUCTS * 2}`)) as { products: MockProduct[] }
  const hot = products.slice(0, HOT_PRODUCTS)
  const paths = hot.map(({ offerId }) => `/v1/products/prd_${offerId}`)
  for (const path of paths) await (await fetch(`${gateway.url}${path}`, { headers })).arrayBuffer()

  const faults = startFaults(control, FAULT_SHARE)
  const callsBefore = await upstreamCalls(gateway)
  const readers = startReaders({ url: gateway.url, headers, paths })
  const writers = startWriters({ url: gateway.url, headers, wishes: wishesOf(hot) })
  await sleep(Math.min(WARM_UP_MS, durationMs / 10))
  readers.take()
  const thirds: Third[] = []
  for (let third = 0; third < 3; third += 1) {
    const memory: { rss: number; heapUsed: number }[] = []
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await sleep(durationMs / 3 / SAMPLES)
      memory.push(await gateway.ask('memory'))
    }
    if (third === 0) await control('/tokens/expire', { appKey: '1000000' })
    thirds.push({ reading: readers.take(), memory })
  }
  await readers.stop()
  await writers.stop()
  await faults.stop()
  await control('/faults', undefined, 'DELETE')
  const calls = (await upstreamCalls(gateway)) - callsBefore
  const bought = await boughtOnce(control, { gateway, headers, orders: writers.written.orders })
  await mock.close()
  return reportSoak({ thirds, faults: faults.hits(), calls, written: writers.written, bought, durationMs })
}

async function startGateway(scope: Scope, mockUrl: string) {
  const settings = {
    DATABASE_URL: await scope.database({ durable: false }),
    SANDBOX_UPSTREAM_URL: mockUrl,
    FILES_DIR: scope.folder,
    LOG_LEVEL: 'fatal',
  }
  const gateway = await scope.child('gateway', settings, ['--expose-gc'])
  await scope.child('worker', settings)
  const { authorization } = await gateway.ask<{ authorization: string }>('access')
  return { gateway, headers: { authorization } }
}

function wishesOf(products: readonly MockProduct[]) {
  return products
    .filter((one) => one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 5 && (one.skus[0]?.stock ?? 0) > 200)
    .map((one) => ({ productId: `prd_${one.offerId}`, skuId: `sku_${one.skus[0]?.specId}`, quantity: 10, inspectionLevel: 'STANDARD' }))
}

/** Of the orders accepted, how many 1688 has once, more than once, or not at all, after the pauses have passed. */
async function boughtOnce(
  control: Control,
  { gateway, headers, orders }: { gateway: Child; headers: Record<string, string>; orders: readonly string[] },
) {
  const statusOf = async (id: string): Promise<string> =>
    ((await (await fetch(`${gateway.url}/v1/orders/${id}`, { headers })).json()) as { status: string }).status
  const waiting = new Set(orders)
  for (const deadline = Date.now() + SETTLE_MS; waiting.size > 0 && Date.now() < deadline; await sleep(1_000)) {
    for (const id of waiting) if (!ON_ITS_WAY.has(await statusOf(id))) waiting.delete(id)
  }
  const listed = (await control('/orders?limit=5000')) as { orders: { outOrderId: string; status: string }[] }
  const ids = listed.orders.filter(({ status }) => status !== 'cancel').map(({ outOrderId }) => outOrderId)
  return { upstreamOrders: ids.length, twice: ids.length - new Set(ids).size, waiting: waiting.size }
}

async function upstreamCalls(gateway: Child): Promise<number> {
  const text = await gateway.ask<string>('metrics')
  return [...text.matchAll(/^upstream_call_duration_seconds_count\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
}

type Control = (path: string, body?: object, method?: string) => Promise<unknown>

function createControl(url: string): Control {
  return async (path, body, method = body === undefined ? 'GET' : 'POST') => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/control${path}`, { method, ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
