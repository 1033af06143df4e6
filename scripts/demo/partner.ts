import { randomUUID } from 'node:crypto'

export type Money = { amount: number; currency: string }
export type Balance = {
  currency: string
  available: Money
  reserved: Money
  pending: Money
  owed: Money
  credit: { limit: Money; drawn: Money; left: Money } | null
}
export type LedgerEntry = {
  id: string
  groupId: string
  template: string
  account: string
  amount: Money
  source: { type: string; id: string }
  createdAt: string
}

export type Partner = ReturnType<typeof createPartner>

/** The partner's side of the API: plain HTTP with a key; an answer that is not 2xx is an error that says what the gateway said. */
export function createPartner({ url, apiKey }: { url: string; apiKey: string }) {
  const tags = new Map<string, string>()
  const call = async <Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> => {
    const tag = tags.get(path.replace(/\/[a-z-]+$/, ''))
    const response = await patiently(() =>
      fetch(`${url}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(method === 'POST' ? { 'idempotency-key': randomUUID(), 'content-type': 'application/json' } : {}),
          // What was read last is what is being decided on: the gateway refuses a decision on an older state.
          ...(method === 'POST' && tag !== undefined ? { 'if-match': tag } : {}),
        },
        ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
      }),
    )
    const answer = (await response.json()) as Answer & { code?: string; detail?: string }
    if (!response.ok)
      throw new Error(
        `${method} ${path} answered ${response.status} ${answer.code ?? ''}: ${answer.detail ?? ''} ${JSON.stringify(answer)}`,
      )
    const seen = response.headers.get('etag')
    if (method === 'GET' && seen !== null) tags.set(path, seen)
    return answer
  }
  const get = <Answer>(path: string) => call<Answer>('GET', path)
  const post = <Answer>(path: string, body?: object) => call<Answer>('POST', path, body)
  return {
    get,
    post,
    /** Waits for a gateway that is still starting; gives up after ten seconds with a sentence. */
    reach: async (): Promise<{ name: string }> => {
      for (let tries = 0; ; tries += 1) {
        try {
          return await get<{ name: string }>('/me')
        } catch (error) {
          if (tries >= 20 || !(error instanceof TypeError))
            throw error instanceof TypeError ? new Error(`nothing answers at ${url}: run "npm start" in another terminal first`) : error
          await new Promise((resolve) => setTimeout(resolve, 500))
        }
      }
    },
    simulate: (event: string, resourceId: string) => post<{ status: string }>('/sandbox/simulations', { event, resourceId }),
    balances: async (): Promise<Balance[]> => (await get<{ data: Balance[] }>('/balances')).data,
    /** Every ledger entry, page by page. */
    ledgerEntries: async (): Promise<LedgerEntry[]> => {
      const entries: LedgerEntry[] = []
      let cursor: string | null = null
      do {
        const page: { data: LedgerEntry[]; nextCursor: string | null } = await get(
          `/ledger-entries?limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        entries.push(...page.data)
        cursor = page.nextCursor
      } while (cursor !== null)
      return entries
    },
  }
}

/** A well-behaved client: told to slow down, it waits as long as it was told and asks again. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  const response = await send()
  if (response.status !== 429) return response
  await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after') ?? '1') * 1000))
  return patiently(send)
}

/** `1234` USD cents as `12.34 USD`; yen and won have no cents. */
export function show({ amount, currency }: Money): string {
  const decimals = currency === 'JPY' || currency === 'KRW' ? 0 : 2
  return `${(amount / 10 ** decimals).toFixed(decimals)} ${currency}`
}
