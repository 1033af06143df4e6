import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { alternate } from '../support/alternate.ts'
import { load } from '../support/load.ts'
import { comparedByRate, measured, type Row } from '../support/row.ts'
import { quantile, type Sample } from '../support/sample.ts'
import type { Scope } from '../support/scope.ts'
import { captureWrites, type Replay } from './captured-writes.ts'
import { cloneRows, idOf, idSql } from './clone-rows.ts'
import { openShop } from './world.ts'

const CLIENTS = 64
/** As many connections as a gateway opens by default. */
const CONNECTIONS = 16
const SECONDS = 3
const ROUNDS = 3
const QUOTES = 60_000

/** Orders taken over HTTP, each from a quote of its own, against the same row writes as one statement of bare `pg`. */
export async function benchPlaceOrders(scope: Scope): Promise<Row[]> {
  const { gateway, headers, first, client, databaseUrl } = await openShop(scope, { durable: true, name: 'placing' })
  const change = { id: idSql('quo'), status: "'OPEN'", order_id: 'null', version: '1' }
  await cloneRows(client, 'quote', { id: first.quoteId, count: 1, change })
  const ask = (copy: number) => ({
    method: 'POST' as const,
    path: '/v1/orders',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ quoteId: idOf('quo', copy) }),
  })
  const replay = await captureWrites(client, idOf('quo', 1), async () => {
    const { path, ...init } = ask(1)
    const response = await fetch(`${gateway.url}${path}`, init)
    if (!response.ok) throw new Error(`the order was answered ${response.status}: ${await response.text()}`)
  })
  await cloneRows(client, 'quote', { id: first.quoteId, from: 2, count: QUOTES, change })
  await client.query('vacuum analyze quote')
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  scope.closing(() => pool.end())
  let used = 1
  const next = (): number => {
    used += 1
    if (used > QUOTES) throw new Error('all quotes are ordered')
    return used
  }
  const pair = await alternate(
    {
      ours: () => load({ server: gateway, request: () => ask(next()), connections: CLIENTS, seconds: SECONDS }),
      baseline: () => writeBare(pool, replay, next),
    },
    ROUNDS,
  )
  const waits = ({ p50Ms, p99Ms }: Sample) => `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`
  return [
    comparedByRate(`orders placed, ${CLIENTS} clients, against one statement`, pair, { least: 0.5 }),
    { ...measured('the same, waiting', waits(pair.ours), null), baseline: waits(pair.baseline) },
  ]
}

async function writeBare(pool: pg.Pool, { text, parametersOf }: Replay, next: () => number): Promise<Sample> {
  const times: number[] = []
  const startedAt = performance.now()
  const until = startedAt + SECONDS * 1000
  const cpu = process.cpuUsage()
  const write = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now()
      await pool.query({ name: 'write-order', text, values: parametersOf(next()) })
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, write))
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: times.length / seconds,
    cpuUs: (user + system) / times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  }
}
