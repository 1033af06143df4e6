import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, request } from 'undici'
import { isPublicAddress } from './public-address.ts'

export type FetchRefusal = 'urlNotAllowed' | 'hostNotPublic' | 'notAnswered' | 'badStatus' | 'tooManyRedirects' | 'tooLarge'

/** An address that was not fetched, or whose answer is of no use. */
export class FetchRefused extends Error {
  readonly reason: FetchRefusal
  constructor(reason: FetchRefusal, cause?: unknown) {
    super(reason, { cause })
    this.name = 'FetchRefused'
    this.reason = reason
  }
}

export type PublicFetch = {
  /** The body behind an address that somebody else gave us. Throws FetchRefused. */
  bytes(url: string): Promise<Uint8Array>
  close(): Promise<void>
}

type Options = {
  maxBytes: number
  /** For all of it: names, connections, redirects, the body. */
  timeoutMs: number
  isAllowedAddress?: (address: string) => boolean
  protocol?: 'https:' | 'http:'
  ports?: readonly string[]
}

const MOST_REDIRECTS = 2
/** Written in a URL the default port is the empty text. */
const PORTS = ['', '8443']

/**
 * Fetches what partners point at, and nothing of ours: https on public addresses only. The address is judged where the connection is
 * made, after the name was resolved, so that a name that resolves differently a second later gains nothing.
 */
export function createPublicFetch(options: Options): PublicFetch {
  const { maxBytes, timeoutMs, isAllowedAddress = isPublicAddress } = options
  const rules: Rules = { protocol: options.protocol ?? 'https:', ports: options.ports ?? PORTS }
  const agent = new Agent({
    connect: guardedConnector(isAllowedAddress, timeoutMs),
    ...{ connections: 4, pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxHeaderSize: 16_384 },
  })
  return {
    async bytes(text) {
      const signal = AbortSignal.timeout(timeoutMs)
      let url = allowed(text, undefined, rules)
      for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
        const { statusCode, headers, body } = await request(url, { dispatcher: agent, signal, headers: { accept: 'image/*' } }).catch(
          refuse,
        )
        if (statusCode >= 300 && statusCode < 400) {
          body.on('error', () => undefined).destroy()
          url = allowed(String(headers.location ?? ''), url, rules)
          continue
        }
        if (statusCode !== 200 || Number(headers['content-length'] ?? 0) > maxBytes) {
          body.on('error', () => undefined).destroy()
          throw new FetchRefused(statusCode === 200 ? 'tooLarge' : 'badStatus')
        }
        return await readUpTo(body, maxBytes).catch(refuse)
      }
      throw new FetchRefused('tooManyRedirects')
    },
    close: () => agent.destroy(),
  }
}

type Rules = { protocol: string; ports: readonly string[] }

function allowed(text: string, base: URL | undefined, { protocol, ports }: Rules): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  const isFit = url?.protocol === protocol && url.username === '' && url.password === '' && ports.includes(url.port)
  if (!url || !isFit) throw new FetchRefused('urlNotAllowed')
  return url
}

function guardedConnector(isAllowed: (address: string) => boolean, timeoutMs: number): buildConnector.connector {
  // One bad address among many is enough: a name that points inside is not pointed outside by accident.
  const guardedLookup: LookupFunction = (host, given, done) =>
    lookup(host, { ...given, all: true, verbatim: true }, (error, list) => {
      if (error) return done(error, '', 0)
      const first = list[0]
      if (!first || list.some(({ address }) => !isAllowed(address))) return done(new FetchRefused('hostNotPublic'), '', 0)
      return given.all ? done(null, list) : done(null, first.address, first.family)
    })
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup, allowH2: false })
  return (target, done) => {
    const host = target.hostname.replace(/^\[|\]$/g, '')
    // A literal address is never looked up.
    if (isIP(host) !== 0 && !isAllowed(host)) return done(new FetchRefused('hostNotPublic'), null)
    connect(target, (...outcome) => {
      const [error, socket] = outcome
      if (error || !socket) return done(error ?? new FetchRefused('notAnswered'), null)
      if (isAllowed(socket.remoteAddress ?? '')) return done(null, socket)
      socket.destroy()
      done(new FetchRefused('hostNotPublic'), null)
    })
  }
}

async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > maxBytes) throw new FetchRefused('tooLarge')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refuse(error: unknown): never {
  if (error instanceof FetchRefused) throw error
  throw new FetchRefused('notAnswered', error)
}
