import { Problem } from '../problem.ts'
import type { Principal } from './api-keys.ts'
import type { QuotaPolicy, QuotaStore, QuotaTake } from './quota.ts'

export type RateLimits = { policies: readonly QuotaPolicy[]; concurrency: number }

/** What a partner may use (domain.md 12): a key, all keys of a partner together, and requests running at once. */
export const LIVE_LIMITS: RateLimits = {
  policies: [
    { name: 'burst', quota: 60, windowMs: 1_000, partition: 'key' },
    { name: 'sustained', quota: 600, windowMs: 60_000, partition: 'key' },
    { name: 'partner', quota: 1_200, windowMs: 60_000, partition: 'partner' },
  ],
  concurrency: 20,
}

/** A rehearsal gets a quarter of it. */
export const TEST_LIMITS: RateLimits = {
  policies: LIVE_LIMITS.policies.map((policy) => ({ ...policy, quota: Math.ceil(policy.quota / 4) })),
  concurrency: LIVE_LIMITS.concurrency,
}

export type RateLimitHeaders = Record<'ratelimit-policy' | 'ratelimit', string>
export type RateLimiter = {
  /** Charges `cost` units to every policy and answers the headers to send. Throws `rate.limited` with Retry-After. */
  charge(principal: Principal, cost: number): RateLimitHeaders | Promise<RateLimitHeaders>
  /** Takes one of the places for running requests; call the result when the request is over. Throws `rate.concurrency`. */
  enter(principal: Principal): () => void
}

/** Counts requests of partners by policy and writes the headers of draft-ietf-httpapi-ratelimit-headers-10. */
export function createRateLimiter(options: { quota: QuotaStore; live: RateLimits; test: RateLimits }): RateLimiter {
  const running = new Map<string, number>()
  const accounts = new WeakMap<Principal, Account>()
  const policyTexts = new Map([options.live, options.test].map((limits) => [limits, policyHeader(limits.policies)]))
  const limitsOf = (principal: Principal) => (principal.tenant.livemode ? options.live : options.test)

  /** Worked out once for a proven key: it comes again with each of its requests. */
  function open(principal: Principal): Account {
    const limits = limitsOf(principal)
    const subjects = limits.policies.map((policy) => subjectOf(principal, policy))
    const account = { policies: limits.policies, policyText: policyTexts.get(limits) ?? '', subjects }
    accounts.set(principal, account)
    return account
  }

  return {
    charge: (principal, cost) => chargeInTurn({ account: accounts.get(principal) ?? open(principal), quota: options.quota, cost }, 0, ''),
    enter(principal) {
      const count = running.get(principal.keyId) ?? 0
      if (count >= limitsOf(principal).concurrency) throw new Problem('rate.concurrency', {}, { headers: { 'retry-after': '1' } })
      running.set(principal.keyId, count + 1)
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        const left = (running.get(principal.keyId) ?? 1) - 1
        if (left === 0) running.delete(principal.keyId)
        else running.set(principal.keyId, left)
      }
    },
  }
}

/** What a key is counted against, and as whom, policy by policy. */
type Account = { policies: readonly QuotaPolicy[]; policyText: string; subjects: readonly string[] }
type Charging = { account: Account; quota: QuotaStore; cost: number }

/** One policy after the other, and none after a refusal: a caller who is refused must not use up his other quotas. */
function chargeInTurn(charging: Charging, from: number, soFar: string): RateLimitHeaders | Promise<RateLimitHeaders> {
  const { account, quota, cost } = charging
  let text = soFar
  for (let index = from; index < account.policies.length; index++) {
    const policy = account.policies[index]
    const subject = account.subjects[index]
    if (policy === undefined || subject === undefined) break
    const take = quota.take(subject, policy, Math.min(cost, policy.quota))
    if (take instanceof Promise) {
      return take.then((settled) => chargeInTurn(charging, index + 1, withTake(text, settled, { policy, account })))
    }
    text = withTake(text, take, { policy, account })
  }
  return { 'ratelimit-policy': account.policyText, ratelimit: text }
}

/** The counts so far and this one. Throws when it is a refusal. */
function withTake(soFar: string, take: QuotaTake, { policy, account }: { policy: QuotaPolicy; account: Account }): string {
  const text = `${soFar}${soFar === '' ? '' : ', '}"${policy.name}";r=${take.remaining};t=${Math.ceil(take.resetMs / 1000)}`
  if (take.allowed) return text
  const retryAfter = String(Math.max(1, Math.ceil(take.retryMs / 1000)))
  const headers: RateLimitHeaders = { 'ratelimit-policy': account.policyText, ratelimit: text }
  throw new Problem('rate.limited', { policy: [policy.name] }, { headers: { ...headers, 'retry-after': retryAfter } })
}

function subjectOf(principal: Principal, policy: QuotaPolicy): string {
  return policy.partition === 'key' ? principal.keyId : `${principal.partnerId} ${principal.tenant.livemode}`
}

function policyHeader(policies: readonly QuotaPolicy[]): string {
  return policies.map((policy) => `"${policy.name}";q=${policy.quota};w=${policy.windowMs / 1000}`).join(', ')
}
