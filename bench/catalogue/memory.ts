import { Pool } from 'undici'
import type { Child } from '../support/child.ts'
import { measured, type Row } from '../support/row.ts'
import { inScope } from '../support/scope.ts'
import { openWorld, type World } from './world.ts'

/** Products in a gateway with room for all of them, between two looks at its memory. */
const FEW = 1_000
const MORE = 6_000
/** Products that are hot at the same time, and how often shoppers then look at one of them. */
const DISTINCT = 100_000
const LOOKS = 30_000
const AT_ONCE = 32

/** What one more cached product costs, and what a gateway with its usual memory does when 100,000 are looked at. */
export function benchCatalogueMemory(): Promise<Row[]> {
  return inScope(async (scope) => {
    const world = await openWorld(scope)
    const roomy = await scope.child('gateway', { ...world.settings, LOG_LEVEL: 'warn', CATALOGUE_CACHE_MB: '4096' }, ['--expose-gc'])
    const slope = await costOfOneMore(roomy, world)
    await roomy.stop()
    return [...slope, ...(await manyProducts(world))]
  })
}

async function costOfOneMore(server: Child, world: World): Promise<Row[]> {
  await look(server, world, Array.from({ length: FEW }, world.newProductId))
  const before = await server.ask<Memory>('memory')
  await look(server, world, Array.from({ length: MORE }, world.newProductId))
  const after = await server.ask<Memory>('memory')
  const each = (part: 'heapUsed' | 'external' | 'rss'): number => Math.round((after[part] - before[part]) / MORE)
  const said = `${each('heapUsed') + each('external')} bytes: ${each('heapUsed')} of heap, ${each('external')} beside it`
  return [measured('one more cached product, with its rendered answer', said, null, { before, after, products: MORE })]
}

async function manyProducts(world: World): Promise<Row[]> {
  const server = world.embedded
  const products = Array.from({ length: DISTINCT }, world.newProductId)
  const start = await server.ask<Memory>('memory')
  const rows: Row[] = []
  for (const share of [0, 0.25, 0.5, 0.75]) {
    const upTo = DISTINCT * (share + 0.25)
    await look(server, world, products.slice(DISTINCT * share, upTo))
    const memory = await server.ask<Memory>('memory')
    const { entries, bytes } = await kept(server)
    const said = `RSS ${mb(memory.rss)}, heap ${mb(memory.heapUsed)}, ${entries.toLocaleString('en')} entries of ${mb(bytes)} kept`
    rows.push(measured(`${upTo.toLocaleString('en')} distinct products looked at`, said, null, { memory, start, entries, bytes }))
  }
  const before = await lookUps(server)
  await look(
    server,
    world,
    Array.from({ length: LOOKS }, () => products[popular()] ?? ''),
  )
  const after = await lookUps(server)
  const rate = (kind: string): number => {
    const [hits, misses] = ['hit', 'miss'].map((event) => (after.get(`${kind} ${event}`) ?? 0) - (before.get(`${kind} ${event}`) ?? 0))
    return (hits ?? 0) / ((hits ?? 0) + (misses ?? 0))
  }
  const said = `${percent(rate('answer'))} rendered, ${percent(rate('product'))} of the rest known`
  const figures = { answer: rate('answer'), product: rate('product'), looks: LOOKS }
  return [...rows, measured(`${LOOKS.toLocaleString('en')} looks at them, by popularity (Zipf)`, said, null, figures)]
}

/** The place of a product in the order of popularity: the first is looked at as often as the second and third together. */
function popular(): number {
  return Math.floor(DISTINCT ** Math.random()) - 1
}

type Memory = { rss: number; heapUsed: number; external: number }

/** Opens each of them, some at a time. */
async function look(server: Child, { headers }: World, products: readonly string[]): Promise<void> {
  const pool = new Pool(server.url, { connections: AT_ONCE })
  const left = products.values()
  const shopper = async (): Promise<void> => {
    for (const product of left) {
      const { statusCode, body } = await pool.request({ method: 'GET', path: `/v1/products/${product}`, headers })
      await body.dump()
      if (statusCode !== 200) throw new Error(`${product} was answered ${statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, shopper))
  await pool.close()
}

/** What `/metrics` says is kept, all kinds together. */
async function kept(server: Child): Promise<{ entries: number; bytes: number }> {
  const lines = await metricLines(server, 'catalogue_cache_memory')
  const sum = (what: string): number => lines.filter(({ labels }) => labels.what === what).reduce((total, { value }) => total + value, 0)
  return { entries: sum('entries'), bytes: sum('bytes') }
}

/** Look-ups so far by kind and event. */
async function lookUps(server: Child): Promise<Map<string, number>> {
  const lines = await metricLines(server, 'catalogue_cache_events_total')
  return new Map(lines.map(({ labels, value }) => [`${labels.kind} ${labels.event}`, value]))
}

async function metricLines(server: Child, name: string): Promise<{ labels: Record<string, string>; value: number }[]> {
  const text = await server.ask<string>('metrics')
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`))
  return lines.map((line) => ({
    labels: Object.fromEntries([...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value])),
    value: Number(line.slice(line.lastIndexOf(' '))),
  }))
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
