import { load } from '../support/load.ts'
import type { Hot } from '../support/profile.ts'
import { inScope } from '../support/scope.ts'
import { openWorld, type World } from './world.ts'

const SECONDS = 4

/** Prints where the gateway's time goes for a product from the cache and for one past it. */
export function profileCatalogue(): Promise<void> {
  return inScope(async (scope) => {
    const world = await openWorld(scope)
    const hot = `/v1/products/${world.newProductId()}`
    await profile(world, 'product, cached', () => hot)
    await profile(world, 'product, uncached', () => `/v1/products/${world.newProductId()}`)
  })
}

async function profile({ embedded: server, headers }: World, what: string, path: () => string): Promise<void> {
  await load({ server, request: () => ({ path: path() }), headers, seconds: SECONDS })
  await server.ask('startProfile')
  await load({ server, request: () => ({ path: path() }), headers, seconds: SECONDS })
  const found = await server.ask<Hot[]>('stopProfile')
  show(`${what}: functions by their own time`, found, ({ self }) => self)
  show(
    `${what}: functions of ours by all that happens in them`,
    found.filter(({ where }) => / src\//.test(where)),
    ({ total }) => total,
  )
}

function show(title: string, found: Hot[], share: (hot: Hot) => number): void {
  console.log(`\n${title}`)
  const lines = found.toSorted((left, right) => share(right) - share(left)).slice(0, MOST_LINES)
  for (const hot of lines) console.log(`${(share(hot) * 100).toFixed(1).padStart(5)} %  ${hot.where}`)
}

const MOST_LINES = 30
