import type { Clock } from '../../domain/shared/clock.ts'

/** "At most `quota` units in `windowMs`", counted per key or per partner. */
export type QuotaPolicy = { name: string; quota: number; windowMs: number; partition: 'key' | 'partner' }

/** The outcome of asking for units: how many are left, when the quota is whole again, and when to ask again if refused. */
export type QuotaTake = { allowed: boolean; remaining: number; resetMs: number; retryMs: number }

/** Counts use against policies. The local one answers at once; a shared one may answer later. */
export interface QuotaStore {
  take(subject: string, policy: QuotaPolicy, units: number): QuotaTake | Promise<QuotaTake>
}

/**
 * A quota of this process: GCRA, one number per subject and policy. Exact for one process; with several, put
 * `createLeasedQuota` between this and a shared store.
 */
export function createLocalQuota(clock: Clock): QuotaStore {
  const byPolicy = new Map<string, Map<string, number>>()
  let sweepAt = 0
  return {
    take(subject, policy, units) {
      const now = clock.now().getTime()
      if (now >= sweepAt) {
        // A theoretical arrival in the past means a full quota: the same as no entry.
        for (const arrivals of byPolicy.values()) for (const [key, arrival] of arrivals) if (arrival <= now) arrivals.delete(key)
        sweepAt = now + SWEEP_MS
      }
      const arrivals = byPolicy.get(policy.name) ?? new Map<string, number>()
      byPolicy.set(policy.name, arrivals)
      const { take, arrival } = advance(arrivals.get(subject) ?? 0, policy, { units, now })
      if (take.allowed) arrivals.set(subject, arrival)
      return take
    },
  }
}

/** One GCRA step: from the stored arrival to the next one. Pure, so that the shared store's script can be compared with it. */
function advance(stored: number, policy: QuotaPolicy, ask: { units: number; now: number }): { take: QuotaTake; arrival: number } {
  const interval = policy.windowMs / policy.quota
  const base = Math.max(stored, ask.now)
  const arrival = base + ask.units * interval
  const over = arrival - policy.windowMs - ask.now
  const allowed = over <= ROUNDING
  const held = (allowed ? arrival : base) - ask.now
  const remaining = Math.max(0, Math.floor((policy.windowMs - held) / interval + ROUNDING))
  return { arrival, take: { allowed, remaining, resetMs: Math.max(0, held), retryMs: allowed ? 0 : Math.max(1, over) } }
}

type Slice = { left: number; until: number; last: QuotaTake }

/**
 * Draws from a shared store in slices of a tenth of the quota and spends them here, so that most requests need no round trip.
 * While the shared store fails, each process grants `1 / expectedProcesses` of the quota: never open, never closed.
 */
export function createLeasedQuota(options: {
  shared: QuotaStore
  clock: Clock
  expectedProcesses: number
  onFailure: (error: unknown) => void
}): QuotaStore {
  // By policy and subject: a key put together of both would be hashed anew for each request.
  const slices = new Map<string, Map<string, Slice>>()
  const fallback = createLocalQuota(options.clock)
  const now = () => options.clock.now().getTime()

  const slicesOf = ({ name }: QuotaPolicy): Map<string, Slice> => {
    const known = slices.get(name) ?? new Map<string, Slice>()
    slices.set(name, known)
    return known
  }

  async function lease(policy: QuotaPolicy, ask: { subject: string; units: number }): Promise<QuotaTake> {
    const wanted = Math.max(ask.units, Math.floor(policy.quota / 10))
    let granted = wanted
    let take = await options.shared.take(ask.subject, policy, wanted)
    if (!take.allowed && wanted > ask.units) {
      granted = ask.units
      take = await options.shared.take(ask.subject, policy, ask.units)
    }
    if (take.allowed) {
      const known = slicesOf(policy)
      const left = granted - ask.units + leftOf(known.get(ask.subject), now())
      known.set(ask.subject, { left, until: now() + policy.windowMs, last: take })
      if (known.size > MOST_SLICES) dropOldest(known)
      return { ...take, remaining: take.remaining + left }
    }
    return take
  }

  async function leaseOrFallBack(policy: QuotaPolicy, ask: { subject: string; units: number }): Promise<QuotaTake> {
    try {
      return await lease(policy, ask)
    } catch (error) {
      options.onFailure(error)
      const share = Math.max(1, Math.floor(policy.quota / options.expectedProcesses))
      return fallback.take(ask.subject, { ...policy, quota: share }, Math.min(ask.units, share))
    }
  }

  return {
    take(subject, policy, units) {
      const slice = slices.get(policy.name)?.get(subject)
      if (!slice || leftOf(slice, now()) < units) return leaseOrFallBack(policy, { subject, units })
      slice.left -= units
      const { remaining, resetMs } = slice.last
      return { allowed: true, remaining: remaining + slice.left, resetMs, retryMs: 0 }
    },
  }
}

const SWEEP_MS = 60_000
/** Of each policy. */
const MOST_SLICES = 20_000
/** Absorbs binary fractions: 60 x (1000 / 60) must not exceed 1000. */
const ROUNDING = 1e-6

function leftOf(slice: Slice | undefined, now: number): number {
  return slice && slice.until > now ? slice.left : 0
}

function dropOldest(slices: Map<string, Slice>): void {
  const oldest = slices.keys().next()
  if (!oldest.done) slices.delete(oldest.value)
}
