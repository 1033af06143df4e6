import { timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import { type CatalogueRules, type CatalogueView, viewUnder } from '../../domain/catalogue/catalogue-rules.ts'
import type { Clock } from '../../domain/shared/clock.ts'
import type { Currency } from '../../domain/shared/currencies.ts'
import type { Tenant } from '../../domain/shared/tenant.ts'
import { hashApiKeySecret, parseApiKey } from '../../platform/api-key.ts'
import { Problem } from '../problem.ts'

/** An API key as the door needs it. */
export type ApiKeyRecord = {
  id: string
  keyId: string
  partnerId: string
  livemode: boolean
  /** Hex SHA-256 of the secret. */
  secretSha256: string
  scopes: readonly string[]
  /** The date this key is pinned to. */
  apiVersion: string
  expiresAt: Date | null
  revokedAt: Date | null
  /** Networks the key may be used from; absent or empty means anywhere. */
  allowedCidrs?: readonly string[]
  isPartnerSuspended?: boolean
  /** What the partner uses when a request names none; USD and English when absent. */
  defaults?: { currency: Currency; language: string }
  catalogueRules?: CatalogueRules | null
}

/** The caller, once the key is proven. */
export type Principal = {
  readonly keyId: string
  readonly partnerId: string
  readonly tenant: Tenant
  readonly scopes: ReadonlySet<string>
  readonly apiVersion: string
  readonly defaults: { readonly currency: Currency; readonly language: string }
  /** The catalogue as the partner sees it: the operator's change acts within 30 s. */
  readonly view: CatalogueView
}

export type FindApiKey = (keyId: string) => Promise<ApiKeyRecord | undefined>

/** Where a request comes from; looked at only for keys that are bound to networks. */
type Caller = { readonly ip: string }

export type Authenticator = {
  /** The principal of an `Authorization` header. Throws `auth.required` for anything but a good key: one text for all reasons. */
  authenticate(authorization: string | undefined, from: Caller): Principal | Promise<Principal>
  /** The principal of a header that was proven just now and is good from anywhere; undefined for all that must be looked at. */
  known(authorization: string | undefined): Principal | undefined
  /** Forgets a key at once: called when it is revoked. */
  forget(keyId: string): void
}

/**
 * Checks API keys. A proven key is remembered for 30 s by the header it came in and an unknown one for 5 s, so that the hot path costs
 * one look-up and no query, and a revocation acts within 30 s (api-conventions 13).
 */
export function createAuthenticator(options: { findApiKey: FindApiKey; clock: Clock }): Authenticator {
  const proven = new Map<string, Proof>()
  const unknown = new Map<string, number>()
  const now = () => options.clock.now().getTime()

  async function prove(authorization: string | undefined, from: Caller): Promise<Principal> {
    const text = bearerOf(authorization)
    const parsed = text === undefined ? undefined : parseApiKey(text)
    if (authorization === undefined || !parsed || (unknown.get(parsed.keyId) ?? 0) > now()) throw new Problem('auth.required')
    const record = await options.findApiKey(parsed.keyId)
    if (!record) {
      remember(unknown, parsed.keyId, now() + NEGATIVE_MS)
      throw new Problem('auth.required')
    }
    const isGenuine = sameDigest(record.secretSha256, hashApiKeySecret(parsed.secret)) && record.livemode === parsed.livemode
    if (!isGenuine || isOver(record, now())) throw new Problem('auth.required')
    const proof = proofOf(record, now())
    forgetOutdated(proven, now())
    remember(proven, authorization, proof)
    return admit(proof, from)
  }

  return {
    authenticate(authorization, from) {
      const proof = authorization === undefined ? undefined : proven.get(authorization)
      return proof && proof.until > now() ? admit(proof, from) : prove(authorization, from)
    },
    known(authorization) {
      const proof = authorization === undefined ? undefined : proven.get(authorization)
      return proof && proof.until > now() && !proof.isSuspended && !proof.networks ? proof.principal : undefined
    },
    forget(keyId) {
      unknown.delete(keyId)
      for (const [header, proof] of proven) if (proof.principal.keyId === keyId) proven.delete(header)
    },
  }
}

type Proof = { principal: Principal; until: number; networks: BlockList | undefined; isSuspended: boolean }

const POSITIVE_MS = 30_000
const NEGATIVE_MS = 5_000
const MOST_REMEMBERED = 10_000

function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > 200) return undefined
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1]
}

function isOver(record: ApiKeyRecord, now: number): boolean {
  return record.revokedAt !== null || (record.expiresAt !== null && record.expiresAt.getTime() <= now)
}

function proofOf(record: ApiKeyRecord, now: number): Proof {
  const expires = record.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY
  const tenant = { partnerId: record.partnerId, livemode: record.livemode }
  return {
    principal: {
      keyId: record.keyId,
      partnerId: record.partnerId,
      tenant,
      scopes: new Set(record.scopes),
      apiVersion: record.apiVersion,
      defaults: record.defaults ?? { currency: 'USD', language: 'en' },
      view: viewUnder(record.catalogueRules ?? null),
    },
    until: Math.min(now + POSITIVE_MS, expires),
    networks: record.allowedCidrs?.length ? networksOf(record.allowedCidrs) : undefined,
    isSuspended: record.isPartnerSuspended ?? false,
  }
}

function admit(proof: Proof, from: Caller): Principal {
  if (proof.isSuspended) throw new Problem('partner.suspended')
  if (proof.networks && !proof.networks.check(from.ip, isIPv6(from.ip) ? 'ipv6' : 'ipv4')) throw new Problem('auth.ip_not_allowed')
  return proof.principal
}

function networksOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return list
}

function sameDigest(stored: string, given: string): boolean {
  const left = Buffer.from(stored, 'hex')
  const right = Buffer.from(given, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A key is in memory as long as it is believed and no longer; the oldest come first, so the walk ends soon. */
function forgetOutdated(proven: Map<string, Proof>, now: number): void {
  for (const [header, proof] of proven) {
    if (proof.until > now) return
    proven.delete(header)
  }
}

/** Keeps the newest entries: a guesser with a million keys must not fill the memory. */
function remember<Value>(cache: Map<string, Value>, key: string, value: Value): void {
  if (cache.size >= MOST_REMEMBERED) {
    const oldest = cache.keys().next()
    if (!oldest.done) cache.delete(oldest.value)
  }
  cache.set(key, value)
}
