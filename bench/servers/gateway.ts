import type { AddressInfo } from 'node:net'
import { DEMO_KEY, seedDemoWorld } from '../../src/compose/demo.ts'
import { buildGateway } from '../../src/compose/gateway.ts'
import { serveMetrics } from '../../src/compose/metrics.ts'
import { composeCore, QUEUE_PREFIX } from '../../src/compose.ts'
import { loadConfig } from '../../src/config.ts'
import { freePort } from '../../src/embedded/free-port.ts'
import type { RateLimits } from '../../src/http/plugins/rate-limit.ts'
import { LIVE_LIMITS } from '../../src/http/plugins/rate-limit.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createIds } from '../../src/platform/ids.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createShutdown } from '../../src/platform/shutdown.ts'
import { createQueue } from '../../src/queue/queue.ts'
import { serve, settingsOf } from '../support/serve.ts'

/** The gateway as `src/main.ts` puts it together, with the demo partner and quotas a load generator does not reach. */
const config = loadConfig(settingsOf<Record<string, string>>())
const databaseUrl = config.database.url ?? ''
const logger = createLogger({ level: config.logLevel, service: 'gateway' })
const shutdown = createShutdown({ logger, deadlineMs: 5_000 })
const core = await composeCore({ config, databaseUrl, logger, clock: systemClock, ids: createIds() })
const { partnerId } = await seedDemoWorld(core)
const queue = await createQueue({ redisUrl: config.redis.url, databaseUrl, prefix: QUEUE_PREFIX, logger })
const metricsPort = await freePort(0)
const instruments = await serveMetrics({
  service: 'gateway',
  host: '127.0.0.1',
  port: metricsPort,
  queue,
  upstreams: core.upstreams,
  shutdown,
})
const { app } = await buildGateway({
  ...{ core, config, logger, instruments, queue },
  publicUrl: 'http://127.0.0.1',
  isDraining: () => false,
  limits: { live: plenty(LIVE_LIMITS), test: plenty(LIVE_LIMITS) },
})
await app.listen({ host: '127.0.0.1', port: 0 })

/** The same policies, counted the same way, a million times as wide. */
function plenty(limits: RateLimits): RateLimits {
  return { policies: limits.policies.map((policy) => ({ ...policy, quota: policy.quota * 1_000_000 })), concurrency: 100_000 }
}

serve(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, {
  access: () => ({ authorization: `Bearer ${DEMO_KEY.text}`, partnerId }),
  metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
})
