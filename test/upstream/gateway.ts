import { MockAgent } from 'undici'
import type { UpstreamTokens } from '../../src/domain/upstream/token-store.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createUpstream1688 } from '../../src/upstream/create-upstream.ts'
import type { Limits } from '../../src/upstream/resilience.ts'
import { sign } from '../../src/upstream/sign.ts'
import { createTokenShelf } from '../support/token-shelf.ts'

const APP_KEY = '1000000'
export const APP_SECRET = 'test123'
const ORIGIN = 'https://gw.open.1688.com'

export type SeenCall = { path: string; api: string; form: Record<string, string> }
type Reply =
  | { status?: number; body: string | object; headers?: Record<string, string> }
  | { error: Error }
  | { delayMs: number; body: string }

/** A client whose gateway answers by script: each API has a queue of replies, the last of which repeats. */
export function createGateway(
  options: {
    limits?: Partial<Limits>
    tokens?: UpstreamTokens | null
    seed?: UpstreamTokens
    onSleep?: (times: number) => Promise<void>
    timeouts?: { readMs?: number; effectMs?: number }
  } = {},
) {
  const agent = new MockAgent()
  agent.disableNetConnect()
  const clock = createManualClock(new Date('2026-10-10T08:00:00Z'))
  const calls: SeenCall[] = []
  const sleeps: number[] = []
  const scripts = new Map<string, Reply[]>()
  const tokens = createTokenShelf(options.tokens === undefined ? usualTokens() : options.tokens, clock)

  const next = (api: string): Reply => {
    const script = scripts.get(api) ?? []
    const reply = script.length > 1 ? script.shift() : script[0]
    if (!reply) throw new Error(`no reply for ${api}`)
    return reply
  }

  /** Queues the replies of an API; bodies are JSON text as it would stand on the wire, or objects. */
  const on = (api: string, ...replies: (Reply | string | object)[]): void => {
    const wrapped = replies.map((reply): Reply => (isReply(reply) ? reply : { body: reply }))
    scripts.set(api, [...(scripts.get(api) ?? []), ...wrapped])
    for (const reply of wrapped) intercept(agent, api, reply, { next: () => next(api), calls, isLast: reply === wrapped.at(-1) })
  }

  const upstream = createUpstream1688({
    baseUrl: ORIGIN,
    appKey: APP_KEY,
    appSecret: APP_SECRET,
    tokens: tokens.store,
    seed: options.seed,
    clock,
    logger: createLogger({ level: 'silent', service: 'test' }),
    dispatcher: agent,
    sleep: async (ms) => {
      sleeps.push(ms)
      clock.advance(ms)
      await options.onSleep?.(sleeps.length)
    },
    limits: { retryDelayMs: 10, ...options.limits },
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
  })
  return { upstream, on, calls, sleeps, clock, tokens, callsOf: (api: string) => calls.filter((call) => call.api === api) }
}

/** The signature the gateway would compute from what arrived. */
export function expectedSignature(call: SeenCall): string {
  return sign(APP_SECRET, call.form, call.path.replace('/openapi/', ''))
}

export function usualTokens(): UpstreamTokens {
  return { accessToken: 'tok-0001', refreshToken: 'ref-0001', expiresAt: new Date('2026-10-11T08:00:00Z'), refreshExpiresAt: null }
}

type Recorder = { next(): Reply; calls: SeenCall[]; isLast: boolean }

function intercept(agent: MockAgent, api: string, reply: Reply, { next, calls, isLast }: Recorder): void {
  const matchesApi = (path: string): boolean => path.split('/').at(-2) === api
  const interceptor = agent.get(ORIGIN).intercept({ path: matchesApi, method: 'POST' })
  if ('error' in reply) {
    const scope = interceptor.replyWithError(reply.error)
    if (isLast) scope.persist()
    return
  }
  const scope = interceptor.reply((request) => {
    const form = Object.fromEntries(new URLSearchParams(String(request.body)))
    calls.push({ path: request.path, api, form })
    const current = next()
    if ('error' in current) throw current.error
    const body = typeof current.body === 'string' ? current.body : JSON.stringify(current.body)
    return { statusCode: 'status' in current ? (current.status ?? 200) : 200, data: body }
  })
  if ('delayMs' in reply) scope.delay(reply.delayMs)
  if (isLast) scope.persist()
}

function isReply(value: unknown): value is Reply {
  return (
    typeof value === 'object' && value !== null && ('error' in value || 'delayMs' in value || ('body' in value && !('success' in value)))
  )
}
