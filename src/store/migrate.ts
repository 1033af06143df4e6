import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { type Db, openDatabase } from './database.ts'

const FOLDER = new URL('./migrations/', import.meta.url)
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/

/**
 * Brings the schema up to date and answers the names of the files it ran, in order.
 * Any number of processes may call it at once: an advisory lock lets one run, the others then find nothing to do.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const db = openDatabase({ connectionString, maxConnections: 1, statementTimeoutMs: 0, lockTimeoutMs: 0 })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** The name of the newest migration the database has, null when it has none. */
export async function currentVersion(db: Db): Promise<string | null> {
  const { rows } = await sql<{ present: boolean }>`select to_regclass('kysely_migration') is not null as present`.execute(db)
  if (!rows[0]?.present) return null
  const newest = await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(db)
  return newest.rows[0]?.name ?? null
}

/** True when the database has every migration this build knows; a newer database is current too, so that a roll-out may overlap. */
export async function migrationsCurrent(db: Db): Promise<boolean> {
  const names = Object.keys(await readMigrations())
  const newest = names.sort().at(-1)
  const current = await currentVersion(db)
  return newest !== undefined && current !== null && current >= newest
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => FILE_NAME.test(file)).sort()
  const migrations: Record<string, Migration> = {}
  for (const file of files) {
    const text = await readFile(new URL(file, FOLDER), 'utf8')
    migrations[file.slice(0, -'.sql'.length)] = {
      async up(db) {
        await sql.raw(text).execute(db)
      },
    }
  }
  return migrations
}
