import { setTimeout as sleep } from 'node:timers/promises'

type Wish = { productId: string; skuId: string; quantity: number; inspectionLevel: string }
type Writing = { orders: string[]; refused: Record<string, number> }

const WRITERS = 2
const PAUSE_MS = 5_000

/** Partners who quote, order and pay until told to stop. 503 is an honest answer to a quote while 1688 fails; an order needs no 1688. */
export function startWriters({ url, headers, wishes }: { url: string; headers: Record<string, string>; wishes: readonly Wish[] }) {
  let stopped = false
  const written: Writing = { orders: [], refused: {} }
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { id?: string; code?: string } }
  }
  const refuse = (why: string): void => {
    written.refused[why] = (written.refused[why] ?? 0) + 1
  }
  const writeOn = async (): Promise<void> => {
    while (!stopped) {
      await sleep(PAUSE_MS)
      const wish = wishes[Math.floor(Math.random() * wishes.length)]
      if (wish === undefined) return
      const quote = await post('/v1/quotes', { lines: [wish], currency: 'USD' })
      if (quote.status >= 300) {
        refuse(`quote ${quote.status} ${quote.body.code}`)
        continue
      }
      const order = await post('/v1/orders', { quoteId: quote.body.id })
      const paid = await post(`/v1/orders/${order.body.id}/pay`, {})
      if (order.status >= 300) throw new Error(`order ${order.status} ${order.body.code}`)
      // A demo wallet that is empty says so; anything else would be ours.
      if (paid.status >= 300 && paid.status !== 402) throw new Error(`payment ${paid.status} ${paid.body.code}`)
      if (paid.status === 402) refuse(`payment 402 ${paid.body.code}`)
      else written.orders.push(order.body.id ?? '')
    }
  }
  const running = Promise.all(Array.from({ length: WRITERS }, writeOn))
  return {
    written,
    stop: async (): Promise<void> => {
      stopped = true
      await running
    },
  }
}
