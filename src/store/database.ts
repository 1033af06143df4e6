import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { parseJsonColumn } from './json-column.ts'
import { preparedPool } from './prepared-pool.ts'
import type { Database } from './tables.ts'

export type Db = Kysely<Database>
export type DbTransaction = Transaction<Database>

export type DatabaseOptions = {
  connectionString: string
  maxConnections?: number
  /** A query that runs longer is cancelled; 0 for never. */
  statementTimeoutMs?: number
  /** A query that waits longer for a lock fails; 0 for never. */
  lockTimeoutMs?: number
  /** Called when a connection breaks while nobody waits for an answer on it; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void
}

// A caller hears "come back later" before its own patience ends; a server that does not answer at all would keep it waiting for ever.
const CONNECT_TIMEOUT_MS = 10_000

/** A lazy pool of connections: bigint columns are `bigint`, names are camelCase in code and snake_case in SQL, keys inside JSON stay as they are. */
export function openDatabase(options: DatabaseOptions): Db {
  const { connectionString, maxConnections = 10, statementTimeoutMs = 15_000, lockTimeoutMs = 5_000 } = options
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    // What is asked is sent at once, also behind what is not answered yet: see hold-statements.ts.
    pipeline: true,
    application_name: 'xunyuan-gateway',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs * 2,
    types: { getTypeParser },
  })
  // A connection may also break between two queries of a transaction: without a listener of its own that would end the process.
  const onError = options.onIdleError ?? (() => undefined)
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: preparedPool(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

const BIGINT_OID = 20
const JSONB_OID = 3802

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === BIGINT_OID) return BigInt
  if (oid === JSONB_OID) return parseJsonColumn
  return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid)
}
