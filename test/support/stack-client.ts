import { randomUUID } from 'node:crypto'

export type Wire = { readonly [key: string]: unknown }
export type Answered<Body = Wire> = { status: number; body: Body; headers: Pick<Headers, 'get'> }
/** What carries requests: the global `fetch`, or one with sockets of its own. */
export type Carry = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; headers: Pick<Headers, 'get'>; text(): Promise<string> }>
type Sent = { body?: object | undefined; headers?: Record<string, string> }

export type ApiClient = ReturnType<typeof createApiClient>

/** A partner's program: every answer comes back, refusals too; `get` and `post` throw unless the answer is 2xx. */
export function createApiClient({ url, apiKey, carry = fetch }: { url: string; apiKey: string; carry?: Carry }) {
  const request = async <Body = Wire>(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answered<Body>> => {
    const writes = method !== 'GET'
    const response = await carry(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(writes ? { 'idempotency-key': randomUUID(), 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(writes ? { body: JSON.stringify(body ?? {}) } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body, headers: response.headers }
  }
  const wanted = async <Body>(method: string, path: string, sent: Sent = {}): Promise<Body> => {
    const answer = await request<Body>(method, path, sent)
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    request,
    get: <Body = Wire>(path: string) => wanted<Body>('GET', path),
    post: <Body = Wire>(path: string, body?: object, headers: Record<string, string> = {}) => wanted<Body>('POST', path, { body, headers }),
    simulate: (event: string, resourceId: string) =>
      wanted<{ status: string }>('POST', '/v1/sandbox/simulations', { body: { event, resourceId } }),
  }
}
