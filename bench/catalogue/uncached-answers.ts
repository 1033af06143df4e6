import { alternate } from '../support/alternate.ts'
import type { Child } from '../support/child.ts'
import { load } from '../support/load.ts'
import { compared, type Row } from '../support/row.ts'
import type { World } from './world.ts'

const SECONDS = 0.8
const ROUNDS = 7
/** A flat path is long: with fewer requests behind it most of it still runs as bytecode, which no gateway in service does. */
const WARM_UP_SECONDS = 5

/** Answers nobody has asked for yet: fetched, decoded without loss, checked, priced, written; against a proxy that passes them on. */
export async function benchUncachedAnswers(world: World): Promise<Row[]> {
  const proxy = await world.scope.child('proxy', { upstream: world.upstream.url })
  let keyword = 0
  const product = () => `/v1/products/${world.newProductId()}`
  const search = () => `/v1/products?keyword=shoes${keyword++}`
  const run =
    (server: Child, path: () => string, seconds = SECONDS) =>
    () =>
      load({ server, request: () => ({ path: path() }), headers: world.headers, seconds })
  for (const path of [product, search]) for (const server of [world.embedded, proxy]) await run(server, path, WARM_UP_SECONDS)()
  const samples = await alternate(
    {
      product: run(world.embedded, product),
      proxiedProduct: run(proxy, product),
      search: run(world.embedded, search),
      proxiedSearch: run(proxy, search),
    },
    ROUNDS,
  )
  await proxy.stop()
  return [
    compared('product, uncached, against @fastify/http-proxy', { ours: samples.product, baseline: samples.proxiedProduct }, { least: 0.5 }),
    compared('search page, uncached, against @fastify/http-proxy', { ours: samples.search, baseline: samples.proxiedSearch }, {}),
  ]
}
