import { Redis } from 'ioredis'
import type { Clock } from '../domain/shared/clock.ts'
import { createLeasedQuota, type QuotaStore } from '../http/plugins/quota.ts'
import type { Logger } from '../platform/logger.ts'
import { createRedisQuota } from '../platform/redis-quota.ts'

/** Longer than any healthy answer; a request that finds no slice waits no longer than this before it goes on alone. */
const PATIENCE_MS = 250
/** What each process grants while Redis is away: about its share. */
const EXPECTED_PROCESSES = 3

export type Sharing = { redis: Redis | undefined; quota: QuotaStore | undefined; close(): void }

/**
 * What the processes of a deployment share through Redis: answers of the catalogue, and partners' quotas, drawn in slices. Nothing waits
 * for a Redis that is away, and nothing fails without it.
 */
export function composeSharing({ redisUrl, clock, logger }: { redisUrl: string | undefined; clock: Clock; logger: Logger }): Sharing {
  if (redisUrl === undefined) return { redis: undefined, quota: undefined, close: () => undefined }
  const redis = new Redis(redisUrl, {
    ...{ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: PATIENCE_MS, connectTimeout: 2_000 },
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  let isAway = false
  redis.on('error', (err) => {
    if (!isAway) logger.warn({ err }, 'sharing: Redis is away, this process goes on alone')
    isAway = true
  })
  redis.on('ready', () => {
    isAway = false
  })
  const shared = createRedisQuota(redis, 'xyg')
  const quota = createLeasedQuota({ shared, clock, expectedProcesses: EXPECTED_PROCESSES, onFailure: () => undefined })
  return { redis, quota, close: () => redis.disconnect() }
}
