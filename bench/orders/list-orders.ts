import { Agent, request } from 'undici'
import { measured, type Row } from '../support/row.ts'
import { quantile } from '../support/sample.ts'
import type { Scope } from '../support/scope.ts'
import { cloneRows, idSql } from './clone-rows.ts'
import { openShop, type Shop } from './world.ts'

const MANY = 1_000_000
const FEW = 10_000
const ASKED = 200
const ROUNDS = 3

/** Questions partners ask, each page followed to the next one. */
const LISTS = {
  newest: '/v1/orders?limit=20',
  'of a rare status': '/v1/orders?limit=20&status=PURCHASED',
  'changed since an hour': `/v1/orders?limit=20&updatedAtGte=${encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())}`,
}

/** Pages of the order list of a partner with a million orders and of one with ten thousand. */
export async function benchOrderLists(scope: Scope): Promise<Row[]> {
  const many = await openShop(scope, { durable: false, name: 'many' })
  const few = await openShop(scope, { durable: false, name: 'few' })
  await fill(few, FEW)
  await fill(many, MANY)
  const dispatcher = new Agent({ connections: 1 })
  const rows: Row[] = []
  for (const [what, path] of Object.entries(LISTS)) {
    const times = { many: [] as number[], few: [] as number[] }
    for (const shop of [many, few]) await askPages(shop, path, dispatcher)
    for (let round = 0; round < ROUNDS; round++) {
      times.many.push(quantile(await askPages(many, path, dispatcher), 0.95))
      times.few.push(quantile(await askPages(few, path, dispatcher), 0.95))
    }
    rows.push(compare(what, quantile(times.many, 0.5), quantile(times.few, 0.5)))
  }
  await dispatcher.close()
  return rows
}

function compare(what: string, manyMs: number, fewMs: number): Row {
  const value = manyMs / fewMs
  const baseline = `${fewMs.toFixed(1)} ms at ${FEW.toLocaleString('en')}`
  const row = measured(`order list, ${what}, p95`, `${manyMs.toFixed(1)} ms at ${MANY.toLocaleString('en')}`, {
    value,
    bound: { most: 1.3 },
    baseline,
  })
  return { ...row, ratio: value, figures: { manyMs, fewMs } }
}

/** Milliseconds of each of many pages, from the first on. */
async function askPages({ gateway, headers }: Shop, path: string, dispatcher: Agent): Promise<number[]> {
  const times: number[] = []
  let cursor: string | null = null
  while (times.length < ASKED) {
    const startedAt = performance.now()
    const url = `${gateway.url}${path}${cursor === null ? '' : `&cursor=${cursor}`}`
    const answer = await request(url, { dispatcher, headers })
    const page = (await answer.body.json()) as { nextCursor: string | null }
    if (answer.statusCode !== 200) throw new Error(`${path} was answered ${answer.statusCode}: ${JSON.stringify(page)}`)
    times.push(performance.now() - startedAt)
    cursor = page.nextCursor
  }
  return times
}

/** An order every ten seconds back from now; one in a hundred is bought, all others are closed or wait. */
async function fill({ client, first }: Shop, count: number): Promise<void> {
  const at = "date_trunc('milliseconds', now() - n * interval '10 seconds')"
  // The rows are copies of one that passed every guard; checking each again would only cost time.
  await client.query('set session_replication_role = replica')
  await cloneRows(client, 'agent_order', {
    id: first.orderId,
    count,
    change: { id: idSql('ord'), quote_id: idSql('quo'), created_at: at, updated_at: at },
  })
  const state = "case when n % 100 = 0 then 'PURCHASED' when n % 2 = 0 then 'PENDING_PAYMENT' else 'CANCELLED' end"
  await cloneRows(client, 'order_line', {
    id: first.lineId,
    count,
    change: { id: idSql('oln'), order_id: idSql('ord'), state, created_at: at, updated_at: at },
  })
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze agent_order')
  await client.query('vacuum analyze order_line')
}
