import type { Duplex } from 'node:stream'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { type Answer, holdStatements } from './hold-statements.ts'
import { orUnavailable } from './store-unavailable.ts'

// A statement is worth a place in every connection's memory once it has come back this often.
const HOT_AFTER = 5
const MOST_PREPARED = 300
const MOST_COUNTED = 3_000
// A prepared `select *` fails when a newer release adds a column beneath it.
const OPEN_LIST = /(?:\.|select |returning )\*/i

/**
 * The pool as Kysely wants it, with the statements that keep coming back prepared by name: PostgreSQL then parses and plans them once
 * per connection instead of every time. Throws `StoreUnavailable` when PostgreSQL is away.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const nameOf = createNames()
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(rethrow)
      const known = wrapped.get(client) ?? wrap(client, nameOf)
      wrapped.set(client, known)
      return known
    },
  }
}

function uncork(stream: Duplex): void {
  stream.uncork()
}

function rethrow(error: unknown): never {
  throw orUnavailable(error)
}

function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  let counts = new Map<string, number>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_PREPARED) return known
    if (counts.size >= MOST_COUNTED) counts = new Map()
    const count = (counts.get(text) ?? 0) + 1
    counts.set(text, count)
    if (count >= HOT_AFTER && !OPEN_LIST.test(text)) names.set(text, `hot_${names.size}`)
    return undefined
  }
}

function wrap(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  const { stream } = client.connection
  const send = holdStatements((text, values) => {
    // Everything that is sent in this turn of the event loop leaves in one packet.
    stream.cork()
    process.nextTick(uncork, stream)
    const name = values.length > 0 ? nameOf(text) : undefined
    const result: Promise<unknown> = client.query({ ...(name === undefined ? {} : { name }), text, values: [...values] })
    return result.catch(rethrow) as Promise<Answer>
  })
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query<Row>(
    text: string | PostgresCursor<Row>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof text !== 'string') throw new Error('the store opens no cursors')
    return send(text, values) as Promise<PostgresQueryResult<Row>>
  }
  return { query, release: (destroy) => client.release(destroy) }
}
