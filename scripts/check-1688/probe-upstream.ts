import { addMilliseconds, type Clock, DAY_MS } from '../../src/domain/shared/clock.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import type { Upstream1688 } from '../../src/domain/upstream/upstream-port.ts'

export type Finding = { probe: string; isFine: boolean; text: string }

type Probe = { name: string; ask(upstream: Upstream1688, at: Where): Promise<string | Finding> }
type Where = { clock: Clock; offerId: string | undefined }

/** From the outside in: a later probe says nothing while an earlier one fails. */
const PROBES: readonly Probe[] = [
  {
    name: 'address, app key, secret',
    ask: async (upstream, { clock }) => {
      const ahead = Math.round((clock.now().getTime() - (await upstream.serverTime()).getTime()) / 1000)
      return `currentTime answers; our clock is ${Math.abs(ahead)} s ${ahead < 0 ? 'behind' : 'ahead'}`
    },
  },
  {
    name: 'authorization',
    ask: async (upstream) => {
      const { state, code, expiresAt, refreshExpiresAt } = await upstream.authorization()
      const ends = `access token until ${expiresAt?.toISOString() ?? 'not known'}, renewable until ${refreshExpiresAt?.toISOString() ?? 'not known'}`
      if (state === 'good') return ends
      return {
        probe: 'authorization',
        isFine: false,
        text: `${state}${code === null ? '' : ` (${code})`}: ${WORDS['client.authorizationLost']}`,
      }
    },
  },
  {
    name: 'reading a product',
    ask: async (upstream, { offerId }) => {
      const id = offerId ?? (await firstOffer(upstream))
      const product = id === undefined ? undefined : await upstream.getProduct(id, 'en')
      if (product !== undefined) return `${product.offerId}: ${product.title.zh}`
      return { probe: 'reading a product', isFine: false, text: `1688 has no product ${id ?? `for any of ${KEYWORDS.join(', ')}`}` }
    },
  },
  {
    name: 'our orders',
    ask: async (upstream, { clock }) => {
      const now = clock.now()
      const { total } = await upstream.listOrdersModifiedSince({ from: addMilliseconds(now, -DAY_MS), to: now }, 1)
      return `${total} modified within a day`
    },
  },
  {
    name: 'auto-debit',
    ask: async (upstream) => {
      const agreements = await upstream.paymentAgreements()
      const usable = agreements.filter(({ isUsable }) => isUsable).map(({ channel }) => channel)
      if (usable.length > 0) return `agreed for ${usable.join(', ')}`
      const signAt = agreements.find(({ signUrl }) => signUrl !== null)?.signUrl ?? 'the payment settings of the buyer account'
      return { probe: 'auto-debit', isFine: false, text: `not agreed: orders would be made and never paid. The buyer signs at ${signAt}` }
    },
  },
  {
    name: 'messages',
    ask: async (upstream, { clock }) => {
      const now = clock.now()
      const { total } = await upstream.listUndeliveredPushes({ from: addMilliseconds(now, -7 * DAY_MS), to: now }, 1)
      return total === 0
        ? 'none undelivered'
        : `${total} undelivered: is the callback address in 1688's console right? They are fetched by the workers meanwhile`
    },
  },
]

/** Asks 1688 the cheapest questions that prove each part of the way; nothing is changed there. Stops at the first that fails. */
export async function* probeUpstream(upstream: Upstream1688, at: Where): AsyncGenerator<Finding> {
  for (const { name, ask } of PROBES) {
    const found = await ask(upstream, at).catch((error: unknown) => inWords(name, error))
    const finding = typeof found === 'string' ? { probe: name, isFine: true, text: found } : found
    yield finding
    if (!finding.isFine) return
  }
}

/** What a failure means for the one who set this up. */
export function inWords(probe: string, error: unknown): Finding {
  if (!(error instanceof UpstreamError)) throw error
  const text = WORDS[error.code] ?? "not known to this check; the code is 1688's own"
  return { probe, isFine: false, text: `${error.code}: ${text}` }
}

const WORDS: Readonly<Record<string, string>> = {
  'client.notConnected': 'nobody answers at the address: is LIVE_UPSTREAM_URL right, may this machine reach it?',
  'client.timeout': '1688 took too long to answer',
  'client.connectionLost': 'the connection broke before the answer',
  'client.garbledAnswer': "the answer is not 1688's: a proxy or a wrong address",
  'client.circuitOpen': '1688 failed too often in a row; wait a moment',
  'http.4xx': "the answer is not 1688's: a proxy or a wrong address",
  'http.5xx': '1688 or a proxy before it is ill',
  'gw.AppKeyNotFound': '1688 does not know this app key',
  'gw.AppKeyMissing': 'the app key is empty or not a number',
  'gw.SignatureInvalid': 'the secret does not belong to the app key',
  'gw.SignatureMissing': 'the secret is empty',
  'gw.APIACLDecline': 'the app was not granted this API: apply for the cross-border solution (1703167397970) in the console',
  'gw.APIUnsupported': '1688 has no such API any more',
  'gw.QosAppFrequencyLimit': 'the app calls too often just now; try again in some seconds',
  'gw.QosAPIFrequencyLimit': 'this API is called too often just now; try again in some seconds',
  'gw.QosRequestLimit': 'too many calls just now; try again in some seconds',
  'gw.NoUsageLeftError': 'the purchased quota is used up: buy more in the console',
  'client.noToken': 'no token: set LIVE_ACCESS_TOKEN, or authorize (docs/real-1688.md) and bring the code with --code',
  'client.authorizationLost': 'authorize anew (docs/real-1688.md) and bring the code with --code',
  'client.tokenNotRenewed': '1688 did not answer the renewal of the token; it is tried again by itself',
  'client.codeRefused':
    'the code is older than two minutes, was used before, or the redirect address differs from the one it was asked with',
}

/** Words that find something in any catalogue. */
const KEYWORDS = ['连衣裙', '收纳', '鞋', '杯']

async function firstOffer(upstream: Upstream1688): Promise<string | undefined> {
  for (const keyword of KEYWORDS) {
    const page = await upstream.searchProducts({ keyword, keywordIsChinese: true, language: 'en', page: 1, pageSize: 1 })
    const [first] = page.items
    if (first !== undefined) return first.offerId
  }
  return undefined
}
