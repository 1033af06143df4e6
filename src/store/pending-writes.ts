import { CompiledQuery } from 'kysely'
import { Refusal } from '../domain/shared/refusal.ts'
import type { DbTransaction } from './database.ts'
import type { TableShape } from './row-sql.ts'

/**
 * Writes of one transaction that nobody needs an answer from, kept back and sent as one statement: a command that writes ten rows
 * costs one round trip instead of ten. Anything that reads sends them first; the unit of work sends the rest before it commits.
 */
export type PendingWrites = {
  insert<Row>(shape: TableShape<Row>, row: Row): Promise<void>
  /** Compare-and-set on id and version; a lost race refuses `resource.version_mismatch` when the writes are sent. */
  update<Row extends { id: string; version: number }>(shape: TableShape<Row>, row: Row): Promise<void>
  send(): Promise<void>
}

// PostgreSQL takes at most 65,535 parameters a statement; a line has about forty.
const MOST_ROWS = 400

export function createPendingWrites(trx: DbTransaction): PendingWrites {
  let inserts = new Map<string, { head: string; rows: unknown[][] }>()
  let updates: Update[] = []
  let touched = new Set<string>()
  let size = 0

  async function send(): Promise<void> {
    if (size === 0) return
    const batch = compose([...inserts.values()], updates)
    const expected = updates
    inserts = new Map()
    updates = []
    touched = new Set()
    size = 0
    const { rows } = await trx.executeQuery(CompiledQuery.raw(batch.text, batch.parameters))
    const changed = new Set((rows as { id: string }[]).map((row) => row.id))
    const lost = expected.find((update) => !changed.has(update.id))
    if (lost !== undefined) throw new Refusal('resource.version_mismatch', { id: lost.id, expectedVersion: lost.version })
  }

  return {
    async insert(shape, row) {
      if (size >= MOST_ROWS) await send()
      const head = `insert into ${shape.name} (${shape.quoted})`
      const group = inserts.get(head) ?? { head, rows: [] }
      inserts.set(head, group)
      group.rows.push(shape.values(row))
      touched.add(idOf(row))
      size += 1
    },
    async update(shape, row) {
      // One statement changes a row at most once, and cannot see what it inserts.
      if (touched.has(row.id) || size >= MOST_ROWS) await send()
      touched.add(row.id)
      updates.push({ table: shape.name, columns: shape.changeable, values: shape.changes(row), id: row.id, version: row.version })
      size += 1
    },
    send,
  }
}

type Update = { table: string; columns: readonly string[]; values: unknown[]; id: string; version: number }
type Insert = { head: string; rows: unknown[][] }

function compose(inserts: Insert[], updates: Update[]): { text: string; parameters: unknown[] } {
  const parameters: unknown[] = []
  const place = (value: unknown): string => `$${parameters.push(value)}`
  const parts: string[] = []
  const answers: string[] = []
  for (const insert of inserts) {
    const rows = insert.rows.map((values) => `(${values.map(place).join(', ')})`)
    parts.push(`i${parts.length} as (${insert.head} values ${rows.join(', ')})`)
  }
  for (const update of updates) {
    const name = `u${parts.length}`
    const sets = update.columns.map((column, index) => `"${column}" = ${place(update.values[index])}`)
    const where = `id = ${place(update.id)} and version = ${place(update.version)}`
    parts.push(`${name} as (update ${update.table} set ${sets.join(', ')}, version = version + 1 where ${where} returning id)`)
    answers.push(`select id from ${name}`)
  }
  return { text: `with ${parts.join(', ')} ${answers.length > 0 ? answers.join(' union all ') : 'select'}`, parameters }
}

function idOf(row: unknown): string {
  return String((row as { id?: unknown }).id)
}
