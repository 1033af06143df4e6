import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { env, stdout } from 'node:process'
import { DEMO_KEY, DEMO_LOGINS, seedDemoWorld } from './compose/demo.ts'
import { buildGateway } from './compose/gateway.ts'
import { serveMetrics } from './compose/metrics.ts'
import { startWorkers } from './compose/workers.ts'
import { composeCore } from './compose.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { EmbeddedServiceError } from './embedded/embedded-service-error.ts'
import { freePort } from './embedded/free-port.ts'
import { startEmbeddedPostgres } from './embedded/postgres.ts'
import { LIVE_LIMITS } from './http/plugins/rate-limit.ts'
import { createMock1688 } from './mock-1688/server.ts'
import { createMockPayments } from './mock-payments/server.ts'
import { systemClock } from './platform/clock.ts'
import { createIds } from './platform/ids.ts'
import { createLogger, type Logger } from './platform/logger.ts'
import { createShutdown, type Shutdown } from './platform/shutdown.ts'
import { migrate } from './store/migrate.ts'
import { welcome } from './welcome.ts'

const PROJECT_DIR = join(import.meta.dirname, '..')
const SHUTDOWN_MS = 20_000
const DEFAULT_METRICS_PORT = 9464
/** The lines that show nothing is wrong are printed by us; the log speaks up from here. */
const QUIET_LEVEL = 'warn'

/** `npm start`: PostgreSQL, schema, demo data, mock 1688, workers, gateway and dashboard in one process. */
async function startEverything(): Promise<void> {
  const startedAt = Date.now()
  const settings = loadConfig({ LOG_LEVEL: QUIET_LEVEL, ...env })
  const dataFolder = resolve(PROJECT_DIR, settings.dataDir)
  requireLoopback(settings.http.host)
  const logger = createLogger({
    level: settings.logLevel,
    service: 'all-in-one',
    pretty: stdout.isTTY,
  })
  const shutdown = createShutdown({ logger, deadlineMs: SHUTDOWN_MS })
  shutdown.listen()
  const database = await provideDatabase(settings.database.url, { dataFolder, logger, shutdown })
  await migrate(database.url)
  const port = await freePort(settings.http.port)
  const url = `http://${settings.http.host}:${port}`
  // Orders bought in an earlier run must still be known upstream: their state goes where the database goes.
  const stateDir = resolve(PROJECT_DIR, settings.mock.stateDir ?? join(database.folder, 'mock-1688'))
  const mockUrl =
    settings.sandbox?.baseUrl ??
    (await startMock({ callbackUrl: `${url}/callbacks/1688/messages`, port: settings.mock.port, stateDir, logger, shutdown }))
  const payments = await providePayments({ settings, url, folder: database.folder, shutdown })
  const config = { ...settings, payments, sandbox: { baseUrl: mockUrl }, database: { ...settings.database, url: database.url } }
  const core = await composeCore({ config, databaseUrl: database.url, logger, clock: systemClock, ids: createIds() })
  await seedDemoWorld(core)
  const workers = await startWorkers({ core, config, databaseUrl: database.url, logger })
  const metricsPort = await freePort(settings.http.metricsPort ?? DEFAULT_METRICS_PORT)
  const instruments = await serveMetrics({
    service: 'all-in-one',
    host: config.http.host,
    port: metricsPort,
    queue: workers.queue,
    upstreams: core.upstreams,
    shutdown,
    lastProof: core.wallet.lastProof,
  })
  const { app } = await buildGateway({
    core,
    config,
    logger,
    publicUrl: config.http.publicUrl ?? url,
    isDraining: shutdown.isStopping,
    // A rehearsal on one's own machine may go as fast as the real thing.
    limits: { live: LIVE_LIMITS, test: LIVE_LIMITS },
    instruments,
    queue: workers.queue,
  })
  shutdown.add('stopIntake', { name: 'http', close: () => app.close() })
  shutdown.add('drainJobs', { name: 'workers', close: () => workers.stop() })
  shutdown.add('closeQueues', { name: 'queue', close: () => workers.close() })
  shutdown.add('closePostgres', { name: 'core', close: () => core.close() })
  await app.listen({ host: config.http.host, port })
  announce(dataFolder, url, shutdown)
  stdout.write(
    welcome({
      url,
      mockUrl,
      metricsPort,
      wantedPort: settings.http.port,
      apiKey: DEMO_KEY.text,
      logins: DEMO_LOGINS,
      database: database.described,
      queue: workers.queue.backend === 'redis' ? 'Redis (REDIS_URL)' : 'PostgreSQL',
      bootMs: Date.now() - startedAt,
    }),
  )
}

/** Demo keys and passwords are known to everybody: they may be reached from this machine only. */
function requireLoopback(host: string): void {
  if (['127.0.0.1', 'localhost', '::1'].includes(host)) return
  throw new ConfigError([
    `HOST: npm start brings demo keys anybody knows, so it listens on 127.0.0.1 only; for ${host} run npm run migrate, seed, gateway and worker`,
  ])
}

/** Leaves the address where `npm run demo` finds it, for as long as we run. */
function announce(dataFolder: string, url: string, shutdown: Shutdown): void {
  const note = join(dataFolder, 'running.json')
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(note, JSON.stringify({ url }))
  shutdown.add('stopIntake', { name: 'address', close: () => rmSync(note, { force: true }) })
}

async function provideDatabase(
  configured: string | undefined,
  { dataFolder, logger, shutdown }: { dataFolder: string; logger: Logger; shutdown: Shutdown },
): Promise<{ url: string; folder: string; described: string }> {
  if (configured !== undefined) return { url: configured, folder: dataFolder, described: 'PostgreSQL at DATABASE_URL' }
  const postgres = await startEmbeddedPostgres({
    dataFolder,
    port: 54_329,
    durable: true,
    logger,
    onUnexpectedExit: () => void shutdown.run('the embedded PostgreSQL ended'),
  })
  shutdown.add('stopServices', { name: 'postgres', close: () => postgres.stop(), kill: () => postgres.kill() })
  const { dataDir } = postgres
  return {
    url: await postgres.ensureDatabase('gateway'),
    folder: dirname(dataDir),
    described: `PostgreSQL 18, embedded, data in ${dataDir}`,
  }
}

async function startMock(options: {
  callbackUrl: string
  port: number
  stateDir: string
  logger: Logger
  shutdown: Shutdown
}): Promise<string> {
  const { shutdown, ...rest } = options
  const mock = await createMock1688({ ...rest, port: await freePort(options.port) })
  shutdown.add('stopServices', { name: 'mock-1688', close: () => mock.close() })
  return mock.url
}

/** Beside the data, so that payments of yesterday are still known. */
async function providePayments(options: {
  settings: Config
  url: string
  folder: string
  shutdown: Shutdown
}): Promise<Config['payments']> {
  const { settings, url, folder, shutdown } = options
  if (settings.payments.sandboxUrl !== undefined) return settings.payments
  mkdirSync(folder, { recursive: true })
  const payments = await createMockPayments({
    port: await freePort(settings.mock.paymentsPort),
    callbackUrl: `${url}/callbacks/payments/messages`,
    secret: settings.secrets.payments.sandbox.secret,
    file: join(folder, 'mock-payments.json'),
  })
  shutdown.add('stopServices', { name: 'mock-payments', close: () => payments.close() })
  return { ...settings.payments, sandboxUrl: payments.url }
}

try {
  await startEverything()
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof EmbeddedServiceError
  const detail = process.argv.includes('--stack') ? (error as Error).stack : (error as Error).message
  process.stderr.write(
    isExpected ? `${error.message}\n` : `Xunyuan Gateway cannot start: ${detail}\nnpm start -- --stack shows where it happened.\n`,
  )
  process.exit(1)
}
