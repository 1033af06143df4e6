import { randomUUID } from 'node:crypto'
import type { Child } from '../support/child.ts'

export type FirstOrder = { quoteId: string; orderId: string; lineId: string }
type Caller = { gateway: Child; headers: Record<string, string> }

/** Quotes and orders the first of these goods that 1688 lets us order: the pattern of all rows the bench makes. */
export async function placeFirstOrder(caller: Caller, offerIds: readonly string[]): Promise<FirstOrder> {
  for (const offerId of offerIds) {
    const product = await call<{ skus: { id: string }[] }>(caller, 'GET', `/v1/products/prd_${offerId}`)
    const skuId = product?.skus[0]?.id ?? null
    const quote = await call<{ id: string }>(caller, 'POST', '/v1/quotes', {
      lines: [{ productId: `prd_${offerId}`, skuId, quantity: 20 }],
    })
    if (!quote) continue
    const order = await call<{ id: string; lines: { id: string }[] }>(caller, 'POST', '/v1/orders', { quoteId: quote.id })
    const lineId = order?.lines[0]?.id
    if (order && lineId !== undefined) return { quoteId: quote.id, orderId: order.id, lineId }
  }
  throw new Error('none of the goods could be ordered')
}

async function call<Answer>({ gateway, headers }: Caller, method: string, path: string, body?: object): Promise<Answer | undefined> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const own = { ...headers, 'idempotency-key': randomUUID(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(`${gateway.url}${path}`, { method, headers: own, ...sent })
  const answer = (await response.json()) as Answer
  return response.ok ? answer : undefined
}
