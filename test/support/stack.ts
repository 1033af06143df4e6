import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { DEMO_KEY } from '../../src/compose/demo.ts'
import { buildGateway } from '../../src/compose/gateway.ts'
import { startWorkers } from '../../src/compose/workers.ts'
import type { Timing } from '../../src/compose.ts'
import { LIVE_LIMITS, type RateLimits } from '../../src/http/plugins/rate-limit.ts'
import { createApiClient } from './stack-client.ts'
import { QUICK_TIMING, type StackCore, startCore } from './stack-core.ts'
import { QUICK_PACE } from './stack-pace.ts'
import { startWorkerProcess } from './stack-process.ts'
import { ownRedis } from './test-redis.ts'

export type StackOptions = {
  /** BullMQ on a real Redis of its own instead of PostgreSQL. */
  redis?: boolean
  workers: 'none' | 'inProcess' | 'subProcess'
  mockSettings?: object
  /** Waits of the workers; `production` runs the real workers/main.ts. */
  timing?: Timing | 'production'
  /** The way to the database, when it is not the direct one. */
  reachDatabase?: (url: string) => Promise<string>
  /** What a key may use; the live limits unless said. */
  limits?: RateLimits
}

export type Stack = Awaited<ReturnType<typeof startStack>>

/** The whole gateway on loopback as a deployment runs it: its own database, mock 1688, HTTP server, workers and demo partner. */
export async function startStack(t: Test, options: StackOptions) {
  const redis = options.redis === true ? await ownRedis(t) : undefined
  const timing = options.timing === 'production' ? undefined : (options.timing ?? QUICK_TIMING)
  const parts = await startCore(t, {
    redisUrl: redis?.url,
    mockSettings: options.mockSettings,
    reachDatabase: options.reachDatabase,
    ...(timing === undefined ? {} : { timing }),
  })
  const url = await listen(t, parts, options.limits ?? LIVE_LIMITS)
  await parts.control.settings({ callbackUrl: `${url}/callbacks/1688/messages` })
  await parts.payments.callbacks({ url: `${url}/callbacks/payments/messages` })
  const worker = await startWorkersOf(t, options, parts, timing)
  return {
    ...parts,
    url,
    redis,
    apiKey: DEMO_KEY.text,
    partner: createApiClient({ url, apiKey: DEMO_KEY.text }),
    /** SIGKILL; only a worker process can be killed. */
    killWorker: worker.kill,
    restartWorker: worker.restart,
    workerOutput: worker.output,
  }
}

async function listen(t: Test, { core, config, logger }: StackCore, limits: RateLimits): Promise<string> {
  const parts = { core, config, logger, publicUrl: 'http://127.0.0.1', isDraining: () => false }
  const { app } = await buildGateway({ ...parts, limits: { live: limits, test: limits } })
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

async function startWorkersOf(t: Test, options: StackOptions, parts: StackCore, timing: Timing | undefined) {
  const { core, config, databaseUrl, logger } = parts
  if (options.workers === 'subProcess') {
    const env = {
      DATABASE_URL: databaseUrl,
      SANDBOX_UPSTREAM_URL: parts.mock.url,
      SANDBOX_PAYMENTS_URL: parts.payments.url,
      FILES_DIR: config.files.folder,
      ...(config.redis.url === undefined ? {} : { REDIS_URL: config.redis.url }),
    }
    const worker = await startWorkerProcess({ env, timing })
    t.teardown(() => worker.kill())
    return worker
  }
  if (options.workers === 'inProcess') {
    const workers = await startWorkers({ core, config, databaseUrl, logger, pace: QUICK_PACE })
    t.teardown(async () => {
      await workers.stop()
      await workers.close()
    })
  }
  const refuse = (): never => {
    throw new Error('only a worker process can be killed')
  }
  return { kill: async (): Promise<void> => refuse(), restart: async (): Promise<void> => refuse(), output: () => '' }
}
