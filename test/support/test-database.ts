import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import tap, { type Test } from 'tap'
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { migrate } from '../../src/store/migrate.ts'

export type TestDatabase = { connectionString: string; name: string }

const projectDir = join(import.meta.dirname, '..', '..')
const migrationsDir = join(projectDir, 'src', 'store', 'migrations')

/** A database of its own with every migration applied: a clone of a template, dropped when the test is over. */
export async function testDatabase(t: Test): Promise<TestDatabase> {
  const adminUrl = await serverUrl()
  const template = await templateDatabase(adminUrl)
  return createDatabase(t, adminUrl, `template ${template}`)
}

/** An empty database of its own, dropped when the test is over. */
export async function emptyDatabase(t: Test): Promise<TestDatabase> {
  return createDatabase(t, await serverUrl(), '')
}

/** The server of this run: the one `npm test` started, the one DATABASE_URL names, else one for this test file alone. */
async function serverUrl(): Promise<string> {
  return process.env.XYG_TEST_DATABASE_URL ?? process.env.DATABASE_URL ?? (await ownServer())
}

let own: Promise<string> | undefined

function ownServer(): Promise<string> {
  own ??= startOwnServer()
  return own
}

async function startOwnServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xyg-test-'))
  chmodSync(folder, 0o755)
  const logger = createLogger({ level: 'warn', service: 'tests' })
  const server = await startEmbeddedPostgres({ dataFolder: folder, folder, durable: false, maxConnections: 200, logger })
  tap.teardown(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return server.connectionString('postgres')
}

async function createDatabase(t: Test, adminUrl: string, clause: string): Promise<TestDatabase> {
  const name = `xyg_test_${randomUUID().replaceAll('-', '')}`
  await withClient(adminUrl, (client) => client.query(`create database ${name} ${clause}`))
  t.teardown(() => withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`)))
  return { connectionString: databaseUrl(adminUrl, name), name }
}

/** Builds the template once for each state of the migrations, whichever test process comes first; the others wait. */
async function templateDatabase(adminUrl: string): Promise<string> {
  const name = `xyg_template_${migrationsHash()}`
  await withClient(adminUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [name])
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount !== 0) return
    const draft = `xyg_draft_${randomUUID().replaceAll('-', '')}`
    await client.query(`create database ${draft}`)
    await migrate(databaseUrl(adminUrl, draft))
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsDir).sort()) hash.update(file).update(readFileSync(join(migrationsDir, file)))
  return hash.digest('hex').slice(0, 16)
}

function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
