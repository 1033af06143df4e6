import { COLUMNS } from './columns.ts'
import { writeJsonColumn } from './json-column.ts'
import type { Rows } from './tables.ts'

type TableName = keyof Rows

/** How one table is written: its name and columns in SQL, and a row's values in the order of those columns. */
export type TableShape<Row> = {
  readonly name: string
  readonly columns: readonly string[]
  readonly quoted: string
  /** Columns a change may set: all but the id and the version. */
  readonly changeable: readonly string[]
  values(row: Row): unknown[]
  changes(row: Row): unknown[]
}

/** The shape of a table, without the columns that PostgreSQL fills in. */
export function shapeOf<T extends TableName, Omitted extends keyof Rows[T] = never>(
  table: T,
  filled: readonly Omitted[] = [],
): TableShape<Omit<Rows[T], Omitted>> {
  const kinds: Record<string, string> = COLUMNS[table]
  const keys = Object.keys(kinds).filter((key) => !(filled as readonly string[]).includes(key))
  const changeableKeys = keys.filter((key) => key !== 'id' && key !== 'version')
  const read = (row: object, wanted: string[]): unknown[] =>
    wanted.map((key) => toParameter(kinds[key] ?? 'plain', (row as Record<string, unknown>)[key]))
  const columns = keys.map(snakeCase)
  return {
    name: `"${snakeCase(table)}"`,
    columns,
    quoted: columns.map((column) => `"${column}"`).join(', '),
    changeable: changeableKeys.map(snakeCase),
    values: (row) => read(row, keys),
    changes: (row) => read(row, changeableKeys),
  }
}

/** camelCase to snake_case, as the Kysely plugin does it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function toParameter(kind: string, value: unknown): unknown {
  if (value === undefined) throw new Error('a column is missing from the row to be written')
  return kind.startsWith('json') && value !== null ? writeJsonColumn(value) : value
}
