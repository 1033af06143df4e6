import { startWorkers } from '../../src/compose/workers.ts'
import { composeCore } from '../../src/compose.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createIds } from '../../src/platform/ids.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { serve, settingsOf } from '../support/serve.ts'

/** The worker as `workers/main.ts` puts it together. */
const config = loadConfig(settingsOf<Record<string, string>>())
const databaseUrl = config.database.url ?? ''
const logger = createLogger({ level: config.logLevel, service: 'worker' })
const core = await composeCore({ config, databaseUrl, logger, clock: systemClock, ids: createIds() })
await startWorkers({ core, config, databaseUrl, logger })

serve('', {})
