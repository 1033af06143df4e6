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
  const headers = new Map([options.live, options.test].map((limits) => [limits, policyHeader(limits.policies)]))
  const limitsOf = (principal: Principal) => (principal.tenant.livemode ? options.live : options.test)

  return {
    charge(principal, cost) {
      const limits = limitsOf(principal)
      const take = (policy: QuotaPolicy) => options.quota.take(subjectOf(principal, policy), policy, Math.min(cost, policy.quota))
      return chargeInTurn({ policies: limits.policies, policyText: headers.get(limits) ?? '', take }, [])
    },
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

type Charging = { policies: readonly QuotaPolicy[]; policyText: string; take: (policy: QuotaPolicy) => QuotaTake | Promise<QuotaTake> }

/** One policy after the other, and none after a refusal: a caller who is refused must not use up his other quotas. */
function chargeInTurn(charging: Charging, taken: QuotaTake[]): RateLimitHeaders | Promise<RateLimitHeaders> {
  while (taken.length < charging.policies.length && taken.at(-1)?.allowed !== false) {
    const policy = charging.policies[taken.length]
    if (!policy) break
    const take = charging.take(policy)
    if (take instanceof Promise) return take.then((settled) => chargeInTurn(charging, [...taken, settled]))
    taken.push(take)
  }
  return headersOrRefusal(charging, taken)
}

function headersOrRefusal({ policies, policyText }: Charging, taken: readonly QuotaTake[]): RateLimitHeaders {
  const limit = taken.map((take, index) => `"${policies[index]?.name}";r=${take.remaining};t=${Math.ceil(take.resetMs / 1000)}`).join(', ')
  const headers: RateLimitHeaders = { 'ratelimit-policy': policyText, ratelimit: limit }
  const last = taken.at(-1)
  if (last?.allowed !== false) return headers
  const retryAfter = String(Math.max(1, Math.ceil(last.retryMs / 1000)))
  const exceeded = policies[taken.length - 1]?.name ?? ''
  throw new Problem('rate.limited', { policy: [exceeded] }, { headers: { ...headers, 'retry-after': retryAfter } })
}

function subjectOf(principal: Principal, policy: QuotaPolicy): string {
  return policy.partition === 'key' ? principal.keyId : `${principal.partnerId} ${principal.tenant.livemode}`
}

function policyHeader(policies: readonly QuotaPolicy[]): string {
  return policies.map((policy) => `"${policy.name}";q=${policy.quota};w=${policy.windowMs / 1000}`).join(', ')
}
