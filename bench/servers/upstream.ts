import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createMock1688 } from '../../src/mock-1688/server.ts'
import { serve } from '../support/serve.ts'

/**
 * A 1688 that costs nothing: what the mock once answered to an API is answered again at once, with the id of the offer that is asked
 * for. A plain GET of /v1/products... gets the same bytes, for the proxy.
 */
const mock = await createMock1688()
const recorded = new Map<string, readonly string[]>()
const settings = { delayMs: 0 }
let calls = 0

const server = createServer((request, response) => {
  void answerTo(request).then((body) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
})

async function answerTo(request: IncomingMessage): Promise<string> {
  calls += 1
  const body = await textOf(request)
  if (settings.delayMs > 0) await sleep(settings.delayMs)
  const { url = '' } = request
  const api = request.method === 'POST' ? (url.split('/').at(-2) ?? '') : url.includes('?') ? SEARCH : DETAIL
  const offerId = OFFER_ID.exec(body || url)?.[1] ?? ''
  const parts = recorded.get(api) ?? (await record(api, { url, body, offerId }))
  return parts.join(offerId)
}

const DETAIL = 'product.search.queryProductDetail'
const SEARCH = 'product.search.keywordQuery'
const OFFER_ID = /(?:offerId%22%3A|prd_)(\d+)/

async function record(api: string, { url, body, offerId }: { url: string; body: string; offerId: string }): Promise<readonly string[]> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await (await fetch(`${mock.url}${url}`, { method: 'POST', headers, body })).text()
  const parts = offerId === '' ? [answer] : answer.split(offerId)
  recorded.set(api, parts)
  return parts
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
  calls: () => calls,
  delay: (ms: number) => {
    settings.delayMs = ms
  },
  /** Offers of the mock, one for each number of SKUs, the smallest first. */
  offers: async () => {
    const answer = await fetch(`${mock.url}/control/products?limit=300`)
    const { products } = (await answer.json()) as { products: { offerId: string; quirk: string | null; skus: unknown[] }[] }
    const plain = products.filter(({ quirk }) => quirk === null)
    const bySize = new Map(plain.map(({ offerId, skus }) => [skus.length, offerId]))
    return [...bySize].sort(([left], [right]) => left - right).map(([, offerId]) => offerId)
  },
  mockUrl: () => mock.url,
  /** The next answer of each API is recorded anew. */
  forget: () => recorded.clear(),
})
