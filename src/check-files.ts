import { argv, env, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { storeOptions } from './compose/store-options.ts'
import { ConfigError, loadConfig } from './config.ts'
import { createCompareFiles } from './domain/files/compare-files.ts'
import { createObjectStore } from './files/object-store.ts'
import { systemClock } from './platform/clock.ts'
import { openDatabase } from './store/database.ts'
import { createFileReads } from './store/files.ts'

// npm run check-files [-- --remove]: do the files lie where the database says, and nothing else? Exits with 1 when some are lost.
const { values } = parseArgs({ args: argv.slice(2), options: { remove: { type: 'boolean' } } })
const MOST_SHOWN = 50
const SAFE_AFTER_MS = 24 * 60 * 60_000

try {
  const config = loadConfig(env)
  if (config.database.url === undefined) throw new ConfigError(['DATABASE_URL: is needed to know which files there should be'])
  const db = openDatabase({ connectionString: config.database.url, maxConnections: 2 })
  const store = await createObjectStore(storeOptions(config))
  const compare = createCompareFiles({ book: createFileReads(db), shelf: store, clock: systemClock })
  const { objects, needed, unnamed, missing } = await compare()
  stdout.write(`${objects} objects, ${needed} needed by rows\n`)
  tell(
    'Lost: a row needs it, and it is not there',
    missing.map(({ storageKey, fileId }) => `${storageKey}  ${fileId}`),
  )
  tell(
    'Left over: no row names it',
    unnamed.map(({ key, storedAt }) => `${key}  ${storedAt.toISOString()}`),
  )
  const removable = values.remove === true ? unnamed.filter(isNobodys) : []
  for (const { key } of removable) await store.delete(key)
  if (values.remove === true) stdout.write(`${removable.length} removed\n`)
  await db.destroy()
  process.exitCode = missing.length > 0 ? 1 : 0
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/**
 * What nobody can still come to need: half-written parts and files of partners, which have keys of their own. Other pictures lie under their
 * hash: while we look, somebody may store the same one again and write the row for it.
 */
function isNobodys({ key, storedAt }: { key: string; storedAt: Date }): boolean {
  const isOwn = key.startsWith('uploads/') || key.endsWith('.part')
  return isOwn && systemClock.now().getTime() - storedAt.getTime() > SAFE_AFTER_MS
}

function tell(what: string, lines: readonly string[]): void {
  stdout.write(`${what}: ${lines.length}\n`)
  for (const line of lines.slice(0, MOST_SHOWN)) stdout.write(`  ${line}\n`)
  if (lines.length > MOST_SHOWN) stdout.write(`  and ${lines.length - MOST_SHOWN} more\n`)
}
