import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  SamplingBreaker,
  wrap,
} from 'cockatiel'
import { isOutage, upstreamFailure } from './errors.ts'
import type { Lane } from './lane.ts'

export type Limits = {
  /** Calls at the same time, of each lane: what one does not use the other may not take. Further ones wait. */
  concurrency: Readonly<Record<Lane, number>>
  /** Calls that may wait in each lane; further ones are refused at once. */
  queue: number
  /** Repeats of a read after its first failure. */
  readRetries: number
  /** First wait between two attempts of a read; doubles each time. */
  retryDelayMs: number
  /** Pauses after `gw.Qos*`, one after the other. */
  pacingStepsMs: readonly number[]
  /** Pauses of an API whose quota is used up, until somebody buys more. */
  quotaStepsMs: readonly number[]
  /** The longest pause a read waits for instead of failing. */
  maxPacingWaitMs: number
  /** The circuit opens when this share of calls fails. */
  breakerThreshold: number
  /** The stretch of time the share is taken over. */
  breakerWindowMs: number
  /** Fewer calls a second than this never open the circuit. */
  breakerMinimumRps: number
  /** How long the circuit stays open at first; doubles while the upstream stays ill. */
  breakerOpenMs: number
}

export const defaultLimits: Limits = {
  concurrency: { catalogue: 10, trade: 6 },
  queue: 512,
  readRetries: 2,
  retryDelayMs: 200,
  pacingStepsMs: [10_000, 20_000, 40_000, 80_000, 120_000],
  quotaStepsMs: [5 * 60_000, 15 * 60_000, 60 * 60_000],
  maxPacingWaitMs: 0,
  breakerThreshold: 0.5,
  breakerWindowMs: 10_000,
  breakerMinimumRps: 1,
  breakerOpenMs: 2_000,
}

export type Guard = { run<Result>(lane: Lane, call: () => Promise<Result>): Promise<Result> }

/** Each lane has its own places and its own circuit: search that is ill or busy does not hold up a payment. */
export function createGuard(limits: Limits): Guard {
  const guards = { catalogue: createLaneGuard(limits, 'catalogue'), trade: createLaneGuard(limits, 'trade') }
  return { run: (lane, call) => guards[lane](call) }
}

type LaneGuard = <Result>(call: () => Promise<Result>) => Promise<Result>

/** A limit on calls at the same time around a circuit breaker that only outages open; refusals by 1688 count as health. */
function createLaneGuard(limits: Limits, lane: Lane): LaneGuard {
  const breaker = circuitBreaker(handleWhen(isOutage), {
    breaker: new SamplingBreaker({
      threshold: limits.breakerThreshold,
      duration: limits.breakerWindowMs,
      minimumRps: limits.breakerMinimumRps,
    }),
    halfOpenAfter: new ExponentialBackoff({ initialDelay: limits.breakerOpenMs, maxDelay: limits.breakerOpenMs * 30 }),
  })
  const policy = wrap(bulkhead(limits.concurrency[lane], limits.queue), breaker)
  return async (call) => {
    try {
      return await policy.execute(call)
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw upstreamFailure('client.circuitOpen', { cause: error, retryAfterMs: limits.breakerOpenMs })
      if (error instanceof BulkheadRejectedError) throw upstreamFailure('client.busy', { cause: error })
      throw error
    }
  }
}
