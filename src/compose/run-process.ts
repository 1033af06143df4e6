import { type Config, ConfigError, loadConfig } from '../config.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { systemClock } from '../platform/clock.ts'
import { createIds } from '../platform/ids.ts'
import { createLogger, type Logger } from '../platform/logger.ts'
import { createShutdown, type Shutdown } from '../platform/shutdown.ts'

/** Longer than the slowest job step: what runs may finish. */
const SHUTDOWN_MS = 25_000

export type ProcessParts = { config: Config; databaseUrl: string; logger: Logger; shutdown: Shutdown; clock: Clock; ids: Ids }

/** Starts one process of a deployment: configuration, logger, ordered shutdown; what cannot start says why and exits 1. */
export async function runProcess({
  service,
  env,
  start,
}: {
  service: string
  env: NodeJS.ProcessEnv
  start: (parts: ProcessParts) => Promise<void>
}): Promise<void> {
  try {
    const config = loadConfig(env)
    const databaseUrl = config.database.url
    if (databaseUrl === undefined) throw new ConfigError(['DATABASE_URL: is needed; "npm start" runs everything with an embedded database'])
    const logger = createLogger({ level: config.logLevel, service })
    const shutdown = createShutdown({ logger, deadlineMs: SHUTDOWN_MS })
    shutdown.listen()
    await start({ config, databaseUrl, logger, shutdown, clock: systemClock, ids: createIds() })
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  }
}
