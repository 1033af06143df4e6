import { load } from '../support/load.ts'
import type { Hot } from '../support/profile.ts'
import { inScope } from '../support/scope.ts'
import { showProfile } from '../support/show-profile.ts'
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
  const found = await server.ask<Hot[]>('stopProfile', what.replaceAll(/\W+/g, '-'))
  showProfile(what, found)
}
