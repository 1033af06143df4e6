import { argv, env } from 'node:process'
import { runProcess } from '../../src/compose/run-process.ts'
import { startWorkers } from '../../src/compose/workers.ts'
import { composeCore, type Timing } from '../../src/compose.ts'
import { QUICK_PACE } from './stack-pace.ts'

// The worker process as workers/main.ts starts it, with waits short enough for tests: `node stack-worker.ts <timing as JSON>`.
await runProcess({
  service: 'worker',
  env,
  start: async ({ config, databaseUrl, logger, shutdown, clock, ids }) => {
    const timing = JSON.parse(argv[2] ?? '{}') as Timing
    const core = await composeCore({ config, databaseUrl, logger, clock, ids, timing })
    const workers = await startWorkers({ core, config, databaseUrl, logger, pace: QUICK_PACE })
    shutdown.add('drainJobs', { name: 'workers', close: () => workers.stop() })
    shutdown.add('closeQueues', { name: 'queue', close: () => workers.close() })
    shutdown.add('closePostgres', { name: 'core', close: () => core.close() })
    logger.info('worker: ready')
  },
})
