import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Child } from '../support/child.ts'
import { load } from '../support/load.ts'
import { quantile, type Sample } from '../support/sample.ts'
import type { Scope } from '../support/scope.ts'
import { captureWrites, countWrites, type Replay } from './captured-writes.ts'
import { createOpenQuotes, type OpenQuotes } from './open-quotes.ts'
import { addPartners, type BenchPartner } from './partners.ts'
import { openShop } from './world.ts'

export const CLIENTS = 64
/** As many connections as a gateway opens by default. */
const CONNECTIONS = 16
/** More than any server here takes in a second. */
const QUOTES_PER_SECOND = 2_500

/** A way to order, asked of the gateway and, as the same row writes, of PostgreSQL itself. */
export type Checkout = {
  gateway: Child
  /** What one order writes, in words. */
  rows: string
  /** Orders over HTTP, each from a quote of its own. */
  order(seconds: number): Promise<Sample>
  /** The same rows, one statement an order. */
  write(seconds: number): Promise<Sample>
}

type Place = { scope: Scope; gateway: Child; client: pg.Client; pool: pg.Pool; quotes: OpenQuotes }

/** How many partners order in turn, and what they say besides the quote. */
export type Ordering = { partners: number; body: object }

/** A gateway with a durable database, and its checkouts. */
export async function openCheckouts(scope: Scope, orderings: readonly Ordering[]): Promise<Checkout[]> {
  const { gateway, first, client, databaseUrl } = await openShop(scope, { durable: true, name: 'placing' })
  const partners = await addPartners(client, databaseUrl, Math.max(...orderings.map((ordering) => ordering.partners)))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  scope.closing(() => pool.end())
  const place = { scope, gateway, client, pool, quotes: createOpenQuotes(client, first.quoteId) }
  const checkouts: Checkout[] = []
  for (const { partners: count, body } of orderings) {
    const asked: Asked = { partners: partners.slice(0, count), replays: [], body }
    for (const partner of asked.partners) asked.replays.push(await captureOrder(place, partner, body))
    checkouts.push(checkoutOf(place, asked))
  }
  return checkouts
}

type Ask = { method: 'POST'; path: string; headers: Record<string, string>; body: string }

function askFor(partner: BenchPartner, quoteId: string, body: object): Ask {
  return {
    method: 'POST',
    path: '/v1/orders',
    headers: { ...partner.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ quoteId, ...body }),
  }
}

/** What an order writes; throws when the statement made of it does not write as many rows of each table. */
async function captureOrder({ gateway, client, quotes }: Place, partner: BenchPartner, body: object): Promise<Replay> {
  await quotes.stock(3, [partner.partnerId])
  const order = async (quoteId: string): Promise<void> => {
    const { path, ...init } = askFor(partner, quoteId, body)
    const response = await fetch(`${gateway.url}${path}`, init)
    if (!response.ok) throw new Error(`the order was answered ${response.status}: ${await response.text()}`)
  }
  // A partner's first hold opens an account; that is not what an order writes.
  await order(quotes.next().quoteId)
  const { quoteId } = quotes.next()
  const replay = await captureWrites(client, quoteId, () => order(quoteId))
  const rows = await countWrites(client, () => client.query(replay.text, replay.parametersOf(quotes.next().copy)))
  if (rows !== replay.rows) throw new Error(`an order writes ${replay.rows}, the statement ${rows}`)
  return replay
}

type Asked = { partners: BenchPartner[]; replays: Replay[]; body: object }

function checkoutOf({ scope, gateway, client, pool, quotes }: Place, { partners, replays, body }: Asked): Checkout {
  const { databaseCpuUs } = scope
  const stock = async (seconds: number): Promise<void> => {
    const partnerIds = partners.map(({ partnerId }) => partnerId)
    await quotes.stock(Math.ceil(seconds * QUOTES_PER_SECOND), partnerIds)
    await client.query('checkpoint')
  }
  const nextAsk = (): Ask => {
    const { quoteId, turn } = quotes.next()
    return askFor(of(partners, turn), quoteId, body)
  }
  const nextWrite = (): pg.QueryConfig => {
    const { copy, turn } = quotes.next()
    const { name, text, parametersOf } = of(replays, turn)
    return { name, text, values: parametersOf(copy) }
  }
  return {
    gateway,
    rows: of(replays, 0).rows,
    async order(seconds) {
      await stock(seconds)
      return load({ server: gateway, request: nextAsk, connections: CLIENTS, seconds, databaseCpuUs })
    },
    async write(seconds) {
      await stock(seconds)
      return writeBare({ pool, nextWrite, seconds, databaseCpuUs })
    },
  }
}

function of<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new RangeError(`there is no ${index}`)
  return value
}

type Bare = { pool: pg.Pool; nextWrite: () => pg.QueryConfig; seconds: number; databaseCpuUs: () => number }

async function writeBare({ pool, nextWrite, seconds, databaseCpuUs }: Bare): Promise<Sample> {
  const times: number[] = []
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  const cpu = process.cpuUsage()
  const databaseBefore = databaseCpuUs()
  const write = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now()
      await pool.query(nextWrite())
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, write))
  const took = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: times.length / took,
    cpuUs: (user + system) / times.length,
    databaseUs: (databaseCpuUs() - databaseBefore) / times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  }
}
