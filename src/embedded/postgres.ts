import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../platform/logger.ts'
import { EmbeddedServiceError } from './embedded-service-error.ts'
import { lockFolder } from './folder-lock.ts'
import { freePort } from './free-port.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { type PostgresPlace, postgresPlace } from './postgres-place.ts'
import { launchServer, runInitdb, stopOrphan } from './postgres-process.ts'

const USER = 'gateway'
const PASSWORD_FILE = 'gateway-password'
const MAJOR = '18'

export type EmbeddedPostgresOptions = {
  /** Where the data lies; root keeps it elsewhere, under a name made from this path. */
  dataFolder: string
  /** Another place for lock, log and data; as root it must be one an unprivileged user can enter. */
  folder?: string
  /** The port to listen on at 127.0.0.1; the next free one is taken when it is in use. 0: any. */
  port?: number
  /** False gives up safety for speed: for tests, whose data nobody needs after a power cut. */
  durable: boolean
  maxConnections?: number
  logger: Logger
  /** Called when the server ends although nobody stopped it. */
  onUnexpectedExit?: () => void
}

export type EmbeddedPostgres = {
  port: number
  dataDir: string
  binDir: string
  /** The address of a database of this server; the database may not exist yet. */
  connectionString(database: string): string
  /** Creates the database unless it is there; its address. */
  ensureDatabase(database: string): Promise<string>
  /** Fast shutdown; resolves when no process is left. */
  stop(): Promise<void>
  /** Asks the server to stop and returns at once: for a process that has no time left. */
  kill(): void
}

/** Starts PostgreSQL 18 from the npm package on data that is kept; throws EmbeddedServiceError with a sentence to print when it cannot. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = postgresPlace(options)
  const lock = lockFolder(place.folder)
  try {
    const binaries = postgresBinaries(place.binariesFolder)
    await stopOrphan(place.dataDir)
    initialiseOnce(place, binaries, options.durable)
    const password = readPassword(place.dataDir)
    const { server, port } = await launchOnFreePort(options, place, binaries)
    let stopping = false
    void server.exited.then(() => {
      lock.release()
      if (stopping) return
      options.logger.error({ dataDir: place.dataDir }, 'embedded PostgreSQL ended unexpectedly')
      options.onUnexpectedExit?.()
    })
    options.logger.info({ dataDir: place.dataDir, port, user: place.user?.uid }, 'embedded PostgreSQL is ready')
    const connectionString = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`
    return {
      port,
      dataDir: place.dataDir,
      binDir: binaries.binDir,
      connectionString,
      ensureDatabase: async (database) => {
        await createDatabase(connectionString('postgres'), database)
        return connectionString(database)
      },
      stop: async () => {
        stopping = true
        await server.stop()
        lock.release()
      },
      kill: () => {
        stopping = true
        server.kill()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

// Between finding a port free and listening on it somebody else may take it: two starts at the same moment do.
const LAUNCH_TRIES = 3

async function launchOnFreePort(options: EmbeddedPostgresOptions, place: PostgresPlace, binaries: PostgresBinaries) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(options.port ?? 0)
    try {
      const server = await launchServer({
        postgres: binaries.postgres,
        dataDir: place.dataDir,
        logFile: join(place.folder, 'postgres.log'),
        user: place.user,
        settings: { ...settings(options), port: String(port) },
        logger: options.logger,
      })
      return { server, port }
    } catch (error) {
      if (attempt === LAUNCH_TRIES || (await freePort(port)) === port) throw error
      await sleep(50 * attempt)
    }
  }
}

function settings({ durable, maxConnections = 100 }: EmbeddedPostgresOptions): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    jit: 'off',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
        }),
  }
}

/** Makes the data folder beside its final name and renames it: a start that was cut short leaves nothing half made behind. */
function initialiseOnce(place: PostgresPlace, binaries: PostgresBinaries, durable: boolean): void {
  const { dataDir, user } = place
  for (const name of readdirSync(dirname(dataDir))) {
    if (name.startsWith(`${basename(dataDir)}.new-`)) rmSync(join(dirname(dataDir), name), { recursive: true, force: true })
  }
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    checkVersion(dataDir)
    return
  }
  const draft = `${dataDir}.new-${process.pid}`
  const passwordFile = `${draft}-password`
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  mkdirSync(draft, { mode: 0o700 })
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
  // UTF-8 with PostgreSQL's own C.UTF-8: Chinese text sorts and folds the same on every system, whatever locales it has.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const login = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const failure = runInitdb(binaries.initdb, ['-D', draft, ...(durable ? [] : ['--no-sync']), ...locale, ...login], user)
  if (failure !== undefined) {
    rmSync(draft, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
    throw new EmbeddedServiceError(
      `The embedded PostgreSQL could not make its data folder ${dataDir} (${failure}): check that the disk has room and keeps file rights, or set DATABASE_URL to use a PostgreSQL of your own.`,
    )
  }
  renameSync(passwordFile, join(draft, PASSWORD_FILE))
  rmSync(dataDir, { recursive: true, force: true })
  renameSync(draft, dataDir)
}

function checkVersion(dataDir: string): void {
  const file = join(dataDir, 'PG_VERSION')
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (version === MAJOR && existsSync(join(dataDir, PASSWORD_FILE))) return
  const what = version === undefined || version === MAJOR ? 'is damaged or not ours' : `was made by PostgreSQL ${version}, not ${MAJOR}`
  throw new EmbeddedServiceError(
    `The data folder ${dataDir} ${what}: move it away to start afresh, or set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}

function readPassword(dataDir: string): string {
  return readFileSync(join(dataDir, PASSWORD_FILE), 'utf8').trim()
}

async function createDatabase(connectionString: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}
