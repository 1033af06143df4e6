import { CompiledQuery } from 'kysely'
import { Refusal } from '../domain/shared/refusal.ts'
import { type BatchPart, composeBatch, type Insert, type Update } from './compose-batch.ts'
import type { DbTransaction } from './database.ts'
import { WITH_NEXT } from './hold-statements.ts'
import type { TableShape } from './row-sql.ts'

type Versioned = { id: string; version: number }
type Statement = { text: string; values: unknown[] }

/**
 * Writes of one transaction that nobody needs an answer from, kept back and sent as one statement: a command that writes ten rows
 * costs one round trip instead of ten. Anything that reads sends them first; the unit of work sends the rest before it commits. A row
 * that is written several times before that is written once, as it is in the end.
 */
export type PendingWrites = {
  insert<Row extends object>(shape: TableShape<Row>, row: Row): Promise<void>
  /** Compare-and-set on id and version; a lost race refuses `resource.version_mismatch` when the writes are sent. */
  update<Row extends Versioned>(shape: TableShape<Row>, row: Row): Promise<void>
  /** Calls `take` whenever the writes are sent, for what is kept elsewhere and goes along. */
  join(take: () => BatchPart[]): void
  /** The same for what goes right behind them, in a statement of its own. */
  follow(take: () => Statement | undefined): void
  /** Sends what is pending when it has become much. */
  awaitRoom(): Promise<void>
  /** A row as it was read: of a change to it only what differs is written. */
  remember(row: Versioned): void
  send(): Promise<void>
  /** Sends what is left together with the commit: whether it went well shows there. */
  sendWithCommit(): Promise<void>
}

// PostgreSQL takes at most 65,535 parameters a statement; a line has about forty.
const MOST_ROWS = 400

export function createPendingWrites(trx: DbTransaction): PendingWrites {
  const known = new Map<string, Versioned>()
  const joined: (() => BatchPart[])[] = []
  const followers: (() => Statement | undefined)[] = []
  let inserts: Insert[] = []
  let calls = 0
  let updates: Update[] = []
  let pending = new Map<string, { row: Versioned }>()

  function takeRows(): Statement | undefined {
    const parts = joined.flatMap((take) => take())
    if (inserts.length + updates.length + parts.length === 0) return undefined
    const statement = composeBatch({ inserts, updates, parts })
    inserts = []
    updates = []
    calls = 0
    pending = new Map()
    return statement
  }

  async function send({ withNext = false } = {}): Promise<void> {
    const statements = [takeRows(), ...followers.map((take) => take())].filter((statement) => statement !== undefined)
    for (const [index, { text, values }] of statements.entries()) {
      const waits = withNext || index < statements.length - 1
      await trx.executeQuery(CompiledQuery.raw(waits ? WITH_NEXT + text : text, values))
    }
  }

  async function awaitRoom(): Promise<void> {
    if (++calls > MOST_ROWS) await send()
  }

  return {
    async insert(shape, row) {
      await awaitRoom()
      if (!isVersioned(row)) return void inserts.push({ shape, row })
      const insert = { shape, row }
      inserts.push(insert)
      known.set(row.id, row)
      pending.set(row.id, insert)
    },
    async update(shape, row) {
      const saved = { ...row, version: row.version + 1 }
      const earlier = pending.get(row.id)
      const before = known.get(row.id)
      known.set(row.id, saved)
      if (earlier !== undefined) {
        if (earlier.row.version !== row.version) throw versionMismatch(row)
        earlier.row = saved
        return
      }
      await awaitRoom()
      const update: Update = { shape, row: saved, before: before?.version === row.version ? before : undefined, from: row.version }
      updates.push(update)
      pending.set(row.id, update)
    },
    join: (take) => void joined.push(take),
    follow: (take) => void followers.push(take),
    awaitRoom,
    remember: (row) => void known.set(row.id, row),
    send,
    sendWithCommit: () => send({ withNext: true }),
  }
}

/** The refusal of a change to a version that is not the newest. */
function versionMismatch({ id, version }: Versioned): Refusal {
  return new Refusal('resource.version_mismatch', { id, expectedVersion: version })
}

function isVersioned(row: object): row is Versioned {
  const { id, version } = row as Partial<Versioned>
  return typeof id === 'string' && typeof version === 'number'
}
