import type { Child } from '../support/child.ts'
import type { Scope } from '../support/scope.ts'

export type World = {
  scope: Scope
  upstream: Child
  /** In memory alone and logging warnings, as `npm start` runs it. */
  embedded: Child
  /** With the shared tier and the queue on Redis and a log line for each request, as a deployment runs it. */
  withRedis: Child
  /** What both gateways were told, for one more. */
  settings: Record<string, string>
  headers: Record<string, string>
  /** A product id nobody has asked for yet. */
  newProductId: () => string
}

export const SEARCH_PATH = '/v1/products?keyword=shoes'

/** A cheap upstream and two gateways in front of it. */
export async function openWorld(scope: Scope): Promise<World> {
  const upstream = await scope.child('upstream')
  const settings = {
    DATABASE_URL: await scope.database({ durable: false }),
    SANDBOX_UPSTREAM_URL: upstream.url,
    FILES_DIR: scope.folder,
  }
  const embedded = await scope.child('gateway', { ...settings, LOG_LEVEL: 'warn' }, ['--expose-gc'])
  const withRedis = await scope.child('gateway', { ...settings, LOG_LEVEL: 'info', REDIS_URL: await scope.redis() })
  const { authorization } = await embedded.ask<{ authorization: string }>('access')
  const first = BigInt(await usualOffer(upstream, embedded, { authorization }))
  let asked = 1n
  return {
    ...{ scope, upstream, embedded, withRedis, settings },
    headers: { authorization },
    newProductId: () => `prd_${first + asked++}`,
  }
}

/** What a gateway answers; fails loudly when it refuses. */
export async function answerOf(server: Child, path: string, headers: Record<string, string>): Promise<Buffer> {
  const response = await fetch(`${server.url}${path}`, { headers })
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}

/** What design.md section 6 speaks of: a product whose answer has 6 to 10 KB. The upstream answers like it from now on. */
async function usualOffer(upstream: Child, gateway: Child, headers: Record<string, string>): Promise<string> {
  for (const offerId of await upstream.ask<string[]>('offers')) {
    await upstream.ask('forget')
    const { length } = await answerOf(gateway, `/v1/products/prd_${offerId}`, headers)
    if (length >= 6_000) return offerId
  }
  throw new Error('the mock has only small products')
}
