import { benchCachedAnswers } from './catalogue/cached-answers.ts'
import { benchColdProduct } from './catalogue/cold-product.ts'
import { benchUncachedAnswers } from './catalogue/uncached-answers.ts'
import { openWorld } from './catalogue/world.ts'
import type { Row } from './support/row.ts'
import { inScope } from './support/scope.ts'

/** How fast partners see products: from the cache, past it, and many at once. */
export function benchCatalogue(): Promise<Row[]> {
  return inScope(async (scope) => {
    const world = await openWorld(scope)
    return [...(await benchCachedAnswers(world)), ...(await benchUncachedAnswers(world)), ...(await benchColdProduct(world))]
  })
}
