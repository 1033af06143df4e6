import type { Redis } from 'ioredis'

type Policy = { name: string; quota: number; windowMs: number }
type Take = { allowed: boolean; remaining: number; resetMs: number; retryMs: number }

/** GCRA in one round trip, on Redis's own clock, so that processes need not agree on the time. */
const SCRIPT = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local quota, window, units = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local interval = window / quota
local base = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local arrival = base + units * interval
local over = arrival - window - now
local allowed = over <= 0.001
local held = (allowed and arrival or base) - now
if allowed then redis.call('SET', KEYS[1], string.format('%.3f', arrival), 'PX', math.max(1, math.ceil(arrival - now))) end
local remaining = math.max(0, math.floor((window - held) / interval + 0.001))
return { allowed and 1 or 0, remaining, math.max(0, math.ceil(held)), allowed and 0 or math.max(1, math.ceil(over)) }
`

/** After a failure Redis is left alone for so long: requests must not wait for it one after the other. */
const PAUSE_MS = 1_000

/** A quota that all processes share. Throws when Redis cannot be asked, at once while it has just failed. */
export function createRedisQuota(redis: Redis, prefix: string): { take(subject: string, policy: Policy, units: number): Promise<Take> } {
  let pausedUntil = 0
  return {
    async take(subject, policy, units) {
      if (performance.now() < pausedUntil) throw new Error('the shared quota failed a moment ago')
      try {
        const args = [policy.quota, policy.windowMs, units]
        const answer = (await redis.eval(SCRIPT, 1, `${prefix}:quota:${policy.name}:${subject}`, ...args)) as [
          number,
          number,
          number,
          number,
        ]
        const [allowed, remaining, resetMs, retryMs] = answer
        return { allowed: allowed === 1, remaining, resetMs, retryMs }
      } catch (error) {
        pausedUntil = performance.now() + PAUSE_MS
        throw error
      }
    },
  }
}
