import { COLUMNS } from './columns.ts'
import { writeJsonColumn } from './json-column.ts'
import type { Rows } from './tables.ts'

type TableName = keyof Rows

/** How one table is written: its name and columns in SQL, and a row's values in the order of those columns. */
export type TableShape<Row> = {
  readonly name: string
  readonly columns: readonly string[]
  readonly quoted: string
  /** All columns under the names of the fields, to be selected. */
  readonly selected: string
  values(row: Row): unknown[]
  /** What a change from `before` to `row` sets: what differs, or everything when `before` is not known. Never the id or the version. */
  changes(row: Row, before: Row | undefined): Changes
}

/** Columns in SQL and their values, place by place. */
export type Changes = { columns: string[]; values: unknown[] }

/** The shape of a table, without the columns that PostgreSQL fills in. */
export function shapeOf<T extends TableName, Omitted extends keyof Rows[T] = never>(
  table: T,
  filled: readonly Omitted[] = [],
): TableShape<Omit<Rows[T], Omitted>> {
  const kinds: Record<string, string> = COLUMNS[table]
  const fields = Object.entries(kinds)
    .filter(([key]) => !(filled as readonly string[]).includes(key))
    .map(([key, kind]) => ({ key, column: `"${snakeCase(key)}"`, isJson: kind.startsWith('json') }))
  const changeable = fields.filter(({ key }) => key !== 'id' && key !== 'version')
  return {
    name: `"${snakeCase(table)}"`,
    columns: fields.map(({ key }) => snakeCase(key)),
    quoted: fields.map(({ column }) => column).join(', '),
    selected: fields.map(({ key, column }) => `${column} as "${key}"`).join(', '),
    values: (row) => fields.map((field) => toParameter(field, cellOf(row, field))),
    changes(row, before) {
      // Rows are never changed in place: what is the same object has the same content.
      const changed = before === undefined ? changeable : changeable.filter((field) => cellOf(row, field) !== cellOf(before, field))
      return { columns: changed.map(({ column }) => column), values: changed.map((field) => toParameter(field, cellOf(row, field))) }
    },
  }
}

/** camelCase to snake_case, as the Kysely plugin does it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

type Field = { key: string; column: string; isJson: boolean }

function cellOf(row: object, { key }: Field): unknown {
  return (row as Record<string, unknown>)[key]
}

function toParameter({ key, isJson }: Field, value: unknown): unknown {
  if (value === undefined) throw new Error(`the row to be written has no ${key}`)
  return isJson && value !== null ? writeJsonColumn(value) : value
}
