import { env } from 'node:process'
import { ConfigError, loadConfig } from './config.ts'
import { migrate } from './store/migrate.ts'

// Run before gateway and workers start: `npm run migrate`.
try {
  const { url } = loadConfig(env).database
  if (url === undefined) throw new ConfigError(['DATABASE_URL: is needed to migrate; the embedded database migrates itself at start'])
  const ran = await migrate(url)
  process.stdout.write(ran.length === 0 ? 'The schema is up to date.\n' : `Applied ${ran.join(', ')}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`)
  process.exitCode = 1
}
