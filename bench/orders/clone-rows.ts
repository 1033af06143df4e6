import type pg from 'pg'

export type Cloning = {
  /** The id of the row to copy. */
  id: string
  /** The number of the first copy and of the last. */
  from?: number
  count: number
  /** SQL for the columns that differ, in which `n` counts the copies from 1. */
  change: Record<string, string>
}

/** Copies a row many times in one statement, whatever its columns are. */
export async function cloneRows(client: pg.Client, table: string, { id, from = 1, count, change }: Cloning): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => change[name] ?? `original.${name}`)
  await client.query(
    `insert into ${table} (${names.join(', ')})
     select ${values.join(', ')} from ${table} original, generate_series(${from}, ${count}) n where original.id = $1`,
    [id],
  )
}

/** SQL for an id of ours, as long and as sortable as a real one. */
export function idSql(prefix: string): string {
  return `'${prefix}_7' || lpad(to_hex(n), 25, '0')`
}

/** The same id, for the copy of that number. */
export function idOf(prefix: string, copy: number): string {
  return `${prefix}_7${copy.toString(16).padStart(25, '0')}`
}
