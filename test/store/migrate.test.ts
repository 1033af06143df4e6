import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import t from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { currentVersion, migrate, migrationsCurrent } from '../../src/store/migrate.ts'
import { emptyDatabase } from '../support/test-database.ts'

const files = readdirSync(new URL('../../src/store/migrations', import.meta.url)).sort()
const names = files.map((file) => file.replace('.sql', ''))

t.test('migrations', async (t) => {
  t.test('have consecutive numbers and names of words', async (t) => {
    t.ok(files.length > 0)
    for (const [index, file] of files.entries()) t.match(file, new RegExp(`^${String(index + 1).padStart(4, '0')}_[a-z_]+\\.sql$`))
  })

  t.test('run once each, in order, and never again', async (t) => {
    const { connectionString } = await emptyDatabase(t)
    const db = openDatabase({ connectionString })
    t.equal(await currentVersion(db), null)
    t.equal(await migrationsCurrent(db), false)
    t.strictSame(await migrate(connectionString), names)
    t.strictSame(await migrate(connectionString), [])
    t.equal(await currentVersion(db), names.at(-1))
    t.equal(await migrationsCurrent(db), true)
    await db.destroy()
  })

  t.test('run once when several processes start together', async (t) => {
    const { connectionString } = await emptyDatabase(t)
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(connectionString)))
    t.strictSame(
      runs.filter((run) => run.length > 0),
      [names],
    )
  })

  t.test('an older schema is not current, a newer one is', async (t) => {
    const { connectionString } = await emptyDatabase(t)
    await migrate(connectionString)
    const db = openDatabase({ connectionString })
    const rename = (from: string, to: string) => sql`update kysely_migration set name = ${to} where name = ${from}`.execute(db)
    await rename(names.at(-1) ?? '', '0000_older')
    t.equal(await migrationsCurrent(db), false)
    await rename('0000_older', '9999_newer')
    t.equal(await migrationsCurrent(db), true)
    await db.destroy()
  })
})
