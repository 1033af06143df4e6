import { offerIdOf } from './product-ids.ts'

/** Why a text names no product. */
export type LinkReason = 'empty' | 'shortLink' | 'notAProductPage' | 'otherSite' | 'noLink'

export type ParsedLink = { offerId: string } | { reason: LinkReason }

/** The 1688 offer that a link, a shared text or an id names; otherwise why not. Follows nothing: it only reads. */
export function parseProductLink(text: string): ParsedLink {
  const asWritten = read(text)
  if ('offerId' in asWritten) return asWritten
  // Chinese keyboards write full-width letters and digits, links inside links come encoded; both end a link where they stand as they are.
  const plain = read(decoded(text.normalize('NFKC')))
  return 'offerId' in plain || asWritten.reason === 'noLink' ? plain : asWritten
}

function read(text: string): ParsedLink {
  const trimmed = text.trim()
  if (trimmed === '') return { reason: 'empty' }
  const bare = BARE_ID.exec(trimmed)?.[0] ?? offerIdOf(trimmed)
  if (bare !== undefined) return { offerId: bare }
  const links = [...trimmed.matchAll(LINK)].flatMap(([link]) => asUrl(link) ?? [])
  const seen = links.map(readLink)
  const found = seen.find((one) => 'offerId' in one)
  if (found) return found
  // The link that came nearest says most about what to paste instead.
  const reasons = new Set(seen.map((one) => ('reason' in one ? one.reason : 'noLink')))
  return { reason: NEAREST_FIRST.find((reason) => reasons.has(reason)) ?? 'noLink' }
}

/** Offer ids of 1688 have 9 digits at least; a shorter number is rather a price or a quantity. */
const BARE_ID = /^[0-9]{9,20}$/
/** A link ends where the text around it goes on: at a space, a quote, a bracket or Chinese. */
const LINK = /(?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|cn|net|jp|kr)(?::[0-9]+)?(?:[/?#][\w\-.~:/?#@!$&*+,;=%]*)?/gi
const NEAREST_FIRST = ['shortLink', 'notAProductPage', 'otherSite'] as const satisfies LinkReason[]

/** The usual forms of a product page; the offer id is the first group, or the named parameter of the query. */
const FORMS: readonly { hosts: ReadonlySet<string>; path: RegExp; parameter?: string }[] = [
  {
    hosts: new Set(['detail.1688.com', 'm.1688.com', 'detail.m.1688.com', 'www.1688.com', '1688.com']),
    path: /^\/(?:pic\/)?offer\/([0-9]{9,20})(?:\.html?)?\/?$/,
  },
  {
    hosts: new Set(['detail.m.1688.com', 'm.1688.com', 'detail.1688.com']),
    path: /^\/page\/(?:index|offer)\.html?$/,
    parameter: 'offerId',
  },
  { hosts: new Set(['detail.m.1688.com', 'm.1688.com']), path: /^\/?$/, parameter: 'offerId' },
  { hosts: new Set(['m.1688.com', 'detail.m.1688.com']), path: /^\/offer(?:_?detail)?(?:\.html?)?\/?$/i, parameter: 'offerId' },
]

/** What 1688 makes for sharing: only a browser can tell where they lead. */
const SHORT_HOSTS: ReadonlySet<string> = new Set(['qr.1688.com', 's.1688.com', 'm.tb.cn', 'tb.cn', 's.click.taobao.com'])

function readLink(url: URL): ParsedLink {
  const host = url.hostname.toLowerCase()
  for (const { hosts, path, parameter } of FORMS) {
    const match = hosts.has(host) ? path.exec(url.pathname) : null
    const offerId = match && (parameter === undefined ? match[1] : BARE_ID.exec(parameterOf(url, parameter))?.[0])
    if (offerId) return { offerId }
  }
  if (SHORT_HOSTS.has(host)) return { reason: 'shortLink' }
  return { reason: host === '1688.com' || host.endsWith('.1688.com') ? 'notAProductPage' : 'otherSite' }
}

/** Written by hand and by apps, the name comes in any case. */
function parameterOf(url: URL, name: string): string {
  return [...url.searchParams].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? ''
}

/** `https%3A%2F%2F...` as it was before somebody put it into another address. */
function decoded(text: string): string {
  return text.replace(
    /https?%3A%2F%2F[\w%.~-]+/gi,
    (link) => ` ${link.replace(/%([0-7][0-9a-f])/gi, (_code, hex) => String.fromCharCode(Number.parseInt(hex, 16)))} `,
  )
}

function asUrl(link: string): URL | undefined {
  const text = /^https?:\/\//i.test(link) ? link : `https://${link}`
  return URL.canParse(text) ? new URL(text) : undefined
}
