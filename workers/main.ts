import { env } from 'node:process'
import { serveMetrics } from '../src/compose/metrics.ts'
import { runProcess } from '../src/compose/run-process.ts'
import { startWorkers } from '../src/compose/workers.ts'
import { composeCore } from '../src/compose.ts'

// The worker process: `npm run worker`. Any number may run side by side.
await runProcess({
  service: 'worker',
  env,
  start: async ({ config, databaseUrl, logger, shutdown, clock, ids }) => {
    const core = await composeCore({ config, databaseUrl, logger, clock, ids })
    const workers = await startWorkers({ core, config, databaseUrl, logger })
    await serveMetrics({
      service: 'worker',
      host: config.http.host,
      port: config.http.metricsPort,
      queue: workers.queue,
      upstreams: core.upstreams,
      shutdown,
      lastProof: core.wallet.lastProof,
    })
    shutdown.add('drainJobs', { name: 'workers', close: () => workers.stop() })
    shutdown.add('closeQueues', { name: 'queue', close: () => workers.close() })
    shutdown.add('closePostgres', { name: 'core', close: () => core.close() })
    logger.info('worker: ready')
  },
})
