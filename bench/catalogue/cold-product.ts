import { Agent, request } from 'undici'
import { measured, type Row } from '../support/row.ts'
import type { World } from './world.ts'

const AT_ONCE = 1_000
/** Long enough for all of them to arrive before the first answer. */
const UPSTREAM_DELAY_MS = 2_000

/** A thousand shoppers open a product that nobody has looked at: 1688 is asked once. */
export async function benchColdProduct({ upstream, embedded, withRedis, headers, newProductId }: World): Promise<Row[]> {
  const dispatcher = new Agent({ connections: AT_ONCE, pipelining: 1 })
  await upstream.ask('delay', UPSTREAM_DELAY_MS)
  const callsOf = async (server: { url: string }): Promise<number> => {
    const path = `/v1/products/${newProductId()}`
    const before = await upstream.ask<number>('calls')
    const statuses = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const answer = await request(`${server.url}${path}`, { dispatcher, headers })
        await answer.body.dump()
        return answer.statusCode
      }),
    )
    if (statuses.some((status) => status !== 200)) throw new Error('a shopper was not answered')
    return (await upstream.ask<number>('calls')) - before
  }
  const rows = [row('embedded', await callsOf(embedded)), row('with Redis', await callsOf(withRedis))]
  await upstream.ask('delay', 0)
  await dispatcher.close()
  return rows
}

function row(mode: string, calls: number): Row {
  const what = `${AT_ONCE.toLocaleString('en')} at once for a cold product, ${mode}`
  return measured(what, `${calls} upstream call${calls === 1 ? '' : 's'}`, { value: calls, bound: { most: 1 } }, { calls })
}
