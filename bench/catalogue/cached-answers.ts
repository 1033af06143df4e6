import { alternate } from '../support/alternate.ts'
import type { Child } from '../support/child.ts'
import { load } from '../support/load.ts'
import { compared, type Row } from '../support/row.ts'
import { answerOf, SEARCH_PATH, type World } from './world.ts'

/** Many short turns: a neighbour's burst spoils a few of them and not the median. */
const SECONDS = 0.7
const ROUNDS = 9

/** Hot answers, authenticated and rate-limited, against a bare Fastify route that sends the same bytes. */
export async function benchCachedAnswers(world: World): Promise<Row[]> {
  const product = await benchPath(world, `/v1/products/${world.newProductId()}`)
  const search = await benchPath(world, SEARCH_PATH)
  return [
    compared(`product of ${product.size}, cached, embedded`, { ours: product.embedded, baseline: product.bare }, { least: 0.75 }),
    compared(`product of ${product.size}, cached, with Redis`, { ours: product.withRedis, baseline: product.bare }, { least: 0.75 }),
    compared(`search page of ${search.size}, cached, embedded`, { ours: search.embedded, baseline: search.bare }, {}),
    compared(`search page of ${search.size}, cached, with Redis`, { ours: search.withRedis, baseline: search.bare }, {}),
  ]
}

async function benchPath({ scope, embedded, withRedis, headers }: World, path: string) {
  const bytes = await answerOf(embedded, path, headers)
  const bare = await scope.child('bare-answer', { base64: bytes.toString('base64') })
  const run = (server: Child) => () => load({ server, request: () => ({ path }), headers, seconds: SECONDS })
  const samples = await alternate({ bare: run(bare), embedded: run(embedded), withRedis: run(withRedis) }, ROUNDS)
  await bare.stop()
  return { ...samples, size: `${(bytes.length / 1024).toFixed(1)} KB` }
}
