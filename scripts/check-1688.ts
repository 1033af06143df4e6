import { argv, env, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { composeUpstreams } from '../src/compose/upstreams.ts'
import { ConfigError, loadConfig } from '../src/config.ts'
import { systemClock } from '../src/platform/clock.ts'
import { createLogger } from '../src/platform/logger.ts'
import { openDatabase } from '../src/store/database.ts'
import { type Finding, inWords, probeUpstream } from './check-1688/probe-upstream.ts'

// npm run check-1688 [-- --sandbox] [--offer ID] [--code CODE --redirect URL]: does the configured account work, and if not, why?
const { values } = parseArgs({
  args: argv.slice(2),
  options: { sandbox: { type: 'boolean' }, offer: { type: 'string' }, code: { type: 'string' }, redirect: { type: 'string' } },
})
const livemode = values.sandbox !== true

try {
  const config = loadConfig(env)
  const databaseUrl = config.database.url
  if (databaseUrl === undefined) throw new ConfigError(['DATABASE_URL: is needed, the tokens are kept there; run npm run migrate first'])
  if (livemode ? config.secrets.live === undefined : config.sandbox === undefined)
    throw new ConfigError([livemode ? 'LIVE_UPSTREAM_URL, LIVE_APP_KEY, LIVE_APP_SECRET: not set' : 'SANDBOX_UPSTREAM_URL: not set'])
  const db = openDatabase({ connectionString: databaseUrl, maxConnections: 2 })
  const logger = createLogger({ level: 'silent', service: 'check-1688' })
  const timeouts = { connectMs: 3_000, readMs: 10_000, effectMs: 15_000 }
  const upstreams = composeUpstreams({ config, db, logger, clock: systemClock, timeouts })
  const upstream = upstreams.upstreamFor(livemode)
  if (values.code !== undefined) {
    const authorized = await upstream
      .authorize(values.code, values.redirect ?? '')
      .then(() => ({ probe: 'new authorization', isFine: true, text: 'kept; running processes use it from their next call' }))
      .catch((error: unknown) => inWords('new authorization', error))
    tell(authorized)
  }
  for await (const finding of probeUpstream(upstream, { clock: systemClock, offerId: values.offer })) tell(finding)
  await upstreams.close()
  await db.destroy()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  stdout.write(`${error.message}\n`)
  process.exitCode = 1
}

function tell({ probe, isFine, text }: Finding): void {
  stdout.write(`${isFine ? 'ok    ' : 'WRONG '} ${probe}: ${text}\n`)
  if (!isFine) process.exitCode = 1
}
