import { env } from 'node:process'
import { buildGateway } from './compose/gateway.ts'
import { serveMetrics } from './compose/metrics.ts'
import { runProcess } from './compose/run-process.ts'
import { composeCore, QUEUE_PREFIX } from './compose.ts'
import { createQueue } from './queue/queue.ts'

// The gateway process: `npm run gateway`, the image's default command.
await runProcess({
  service: 'gateway',
  env,
  start: async ({ config, databaseUrl, logger, shutdown, clock, ids }) => {
    const core = await composeCore({ config, databaseUrl, logger, clock, ids })
    const queue = await createQueue({ redisUrl: config.redis.url, databaseUrl, prefix: QUEUE_PREFIX, logger })
    const publicUrl = config.http.publicUrl ?? `http://${config.http.host}:${config.http.port}`
    const instruments = await serveMetrics({
      service: 'gateway',
      host: config.http.host,
      port: config.http.metricsPort,
      queue,
      upstreams: core.upstreams,
      shutdown,
      lastProof: core.wallet.lastProof,
    })
    const { app } = await buildGateway({ core, config, logger, publicUrl, isDraining: shutdown.isStopping, instruments, queue })
    shutdown.add('stopIntake', { name: 'http', close: () => app.close() })
    shutdown.add('closeQueues', { name: 'queue', close: () => queue.close() })
    shutdown.add('closePostgres', { name: 'core', close: () => core.close() })
    await app.listen({ host: config.http.host, port: config.http.port })
  },
})
