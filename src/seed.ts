import { env } from 'node:process'
import { freshAccess, seedDemoWorld } from './compose/demo.ts'
import { composeCore } from './compose.ts'
import { ConfigError, loadConfig } from './config.ts'
import { systemClock } from './platform/clock.ts'
import { createIds } from './platform/ids.ts'
import { createLogger } from './platform/logger.ts'

// A first partner and first logins for a database of one's own: `npm run seed`. The secrets are random and printed once.
try {
  const config = loadConfig(env)
  const databaseUrl = config.database.url
  if (databaseUrl === undefined) throw new ConfigError(['DATABASE_URL: is needed to seed; "npm start" seeds its embedded database itself'])
  const logger = createLogger({ level: 'warn', service: 'seed' })
  const core = await composeCore({ config, databaseUrl, logger, clock: systemClock, ids: createIds() })
  const access = freshAccess()
  const { partnerId, apiKey } = await seedDemoWorld(core, access)
  await core.close()
  process.stdout.write(
    apiKey === null
      ? 'The demo partner has a key already; its secrets cannot be shown again.\n'
      : `Partner      ${partnerId}\nTest key     ${apiKey}\n${access.logins.map(({ login, password }) => `Staff login  ${login} / ${password}\n`).join('')}`,
  )
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`)
  process.exitCode = 1
}
