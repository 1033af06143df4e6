import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answered, ApiClient, Wire } from '../../support/stack-client.ts'

/** The same request is sent so often before its program gives up; a storm is long. */
const MOST_TRIES = 60
const RETRIED = new Set([429, 500, 502, 503, 504])

export type Line = { productId: string; skuId: string; quantity: number }
export type OrderWire = Wire & { id: string; status: string; quoteId: string; lines: { id: string; status: string; stopping: boolean }[] }
export type Habits = { cancels: boolean; cancelAfterMs: number; twice: boolean; impatient: boolean; neverPays: boolean }

export type Tally = {
  /** Order ids answered with 201, and how many requests were sent for them. */
  accepted: Set<string>
  quotesRefused: Map<string, number>
  requests: number
  retried: number
  lostAnswers: number
  /** Requests whose connection broke, by the name of the error. */
  broken: Map<string, number>
  cancels: { done: number; refused: number }
  /** One key, two ids: must stay empty. */
  doubled: string[]
  /** Orders whose debit was refused too often, paid at the cashier. */
  paidByHand: number
}

export const newTally = (): Tally => ({
  accepted: new Set(),
  quotesRefused: new Map(),
  requests: 0,
  retried: 0,
  lostAnswers: 0,
  broken: new Map(),
  cancels: { done: 0, refused: 0 },
  doubled: [],
  paidByHand: 0,
})

export type Balance = { currency: string; available: { amount: number }; reserved: { amount: number } }
type Answer = { status: number; body: Wire }
/** Answered by nobody. */
const LOST = { status: 503, body: {} as Wire, headers: new Headers() }
type Send = { path: string; body?: object; key?: string; impatient?: boolean }

/** One partner's program: writes down nothing but keys, sends again until it has an answer, and always under the same key. */
export function createStormPartner({ client, url, apiKey, tally }: { client: ApiClient; url: string; apiKey: string; tally: Tally }) {
  /** The answer is thrown away half of the time it is on its way: the request arrived, nobody heard what came of it. */
  const sendAndHangUp = async ({ path, body }: Send, key: string): Promise<void> => {
    tally.lostAnswers += 1
    const headers = { authorization: `Bearer ${apiKey}`, 'idempotency-key': key, 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(3)
    await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body ?? {}), signal }).catch(() => undefined)
  }

  const untilAnswered = async (path: string, ask: () => Promise<Answered>): Promise<Answered> => {
    for (let tries = 1; ; tries += 1) {
      tally.requests += 1
      // A connection that broke tells as little as an answer that was lost.
      const answer = await ask().catch((error: unknown) => {
        const why = nameOf(error)
        tally.broken.set(why, (tally.broken.get(why) ?? 0) + 1)
        return LOST
      })
      const busy = answer.body.code === 'idempotency.in_progress'
      if (!RETRIED.has(answer.status) && !busy) return answer
      if (tries >= MOST_TRIES) throw new Error(`${path} still answers ${answer.status}: ${JSON.stringify(answer.body)}`)
      tally.retried += 1
      await sleep(Math.min(2_000, 1_000 * Number(answer.headers.get('retry-after') ?? 0.1)))
    }
  }

  const send = async (request: Send): Promise<Answer> => {
    const key = request.key ?? randomUUID()
    if (request.impatient === true) await sendAndHangUp(request, key)
    return untilAnswered(request.path, () =>
      client.request('POST', request.path, { body: request.body, headers: { 'idempotency-key': key } }),
    )
  }

  const read = async <Body>(path: string): Promise<Body> => {
    const { status, body } = await untilAnswered(path, () => client.request('GET', path))
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
    return body as Body
  }

  /** Sent twice at the same time by a program that was started twice. */
  const sendTwice = async (request: Send): Promise<Answer> => {
    const key = randomUUID()
    const [one, other] = await Promise.all([send({ ...request, key }), send({ ...request, key })])
    const again = await send({ ...request, key })
    const ids = new Set([one, other, again].map((answer) => String(answer.body.id)))
    if (ids.size > 1) tally.doubled.push([...ids].join(' '))
    return one
  }

  return {
    quote: async (lines: Line[]): Promise<string | undefined> => {
      const answer = await send({ path: '/v1/quotes', body: { lines } })
      if (answer.status === 201) return String(answer.body.id)
      const code = String(answer.body.code)
      tally.quotesRefused.set(code, (tally.quotesRefused.get(code) ?? 0) + 1)
      return undefined
    },
    order: async (quoteId: string, habits: Habits): Promise<string> => {
      const place = { path: '/v1/orders', body: { quoteId }, impatient: habits.impatient }
      const placed = await (habits.twice ? sendTwice(place) : send(place))
      if (placed.status !== 201) throw new Error(`an open quote was answered ${placed.status}: ${JSON.stringify(placed.body)}`)
      const id = String(placed.body.id)
      tally.accepted.add(id)
      return id
    },
    pay: async (orderId: string, habits: Habits): Promise<void> => {
      const pay = { path: `/v1/orders/${orderId}/pay`, impatient: habits.impatient }
      const paid = await (habits.twice ? sendTwice(pay) : send(pay))
      if (paid.status !== 200) throw new Error(`paying ${orderId} was answered ${paid.status}: ${JSON.stringify(paid.body)}`)
    },
    cancel: async (orderId: string): Promise<void> => {
      const answer = await send({ path: `/v1/orders/${orderId}/cancel`, body: { reason: 'storm' } })
      if (answer.status === 200) tally.cancels.done += 1
      else tally.cancels.refused += 1
    },
    answerPrice: (orderId: string, decision: 'accept' | 'reject') =>
      send({ path: `/v1/orders/${orderId}/price-confirmation`, body: { decision } }),
    balances: () => read<{ data: Balance[] }>('/v1/balances'),
    /** Everything a list shows, page by page. */
    all: async <Item extends Wire>(path: string): Promise<Item[]> => {
      const items: Item[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { data: Item[]; nextCursor: string | null } = await read(
          `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
        )
        items.push(...page.data)
        cursor = page.nextCursor
      }
      return items
    },
  }
}

/** `ECONNRESET`, `UND_ERR_SOCKET`, ...: what broke a connection. */
function nameOf(error: unknown): string {
  const { name = 'unknown', cause } = error as { name?: string; cause?: { code?: string } }
  return cause?.code ?? name
}

export type StormPartner = ReturnType<typeof createStormPartner>
