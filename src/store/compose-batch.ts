import type { Changes, TableShape } from './row-sql.ts'

export type Insert = { shape: TableShape<object>; row: object }
/** `row` is as it is to be, with its new version; `before` as it was read, if it is known; `from` the version it must still have. */
export type Update = {
  shape: TableShape<object>
  row: { id: string; version: number }
  before: object | undefined
  from: number
}

/** Writes of another form: the CTEs they come to under a name. The same kind has the same text and as many values. */
export type BatchPart = {
  kind: string
  values: unknown[]
  write: (name: string, place: () => string) => string[]
}
export type Batch = { inserts: readonly Insert[]; updates: readonly Update[]; parts: readonly BatchPart[] }

/** One statement that writes all of it or, when a row to be changed has another version by now, nothing: see `require_changed`. */
export function composeBatch({ inserts, updates, parts }: Batch): { text: string; values: unknown[] } {
  const groups = [...Map.groupBy(inserts, ({ shape }) => shape)]
  const changes = updates.map((update): Change => ({ ...update, ...update.shape.changes(update.row, update.before) }))
  const values = groups.flatMap(([shape, rows]) => rows.flatMap(({ row }) => shape.values(row)))
  for (const change of changes) values.push(...change.values, change.row.version, change.row.id, change.from)
  for (const part of parts) values.push(...part.values)
  if (changes.length > 0)
    values.push(
      changes.map(({ row }) => row.id),
      changes.map(({ from }) => from),
    )
  return { text: textOf(groups, changes, parts), values }
}

type Group = [shape: TableShape<object>, rows: readonly Insert[]]
type Change = Update & Changes

/** The same few commands write the same few kinds of batches: each is put into words once. */
const texts = new Map<string, string>()
const MOST_TEXTS = 1_000

function textOf(groups: readonly Group[], changes: readonly Change[], parts: readonly BatchPart[]): string {
  const kind = [
    ...groups.map(([{ name, quoted }, rows]) => `${rows.length} ${name} ${quoted}`),
    ...changes.map(({ shape, columns }) => `${shape.name} ${columns.join()}`),
    ...parts.map(({ kind }) => kind),
  ].join('\n')
  const known = texts.get(kind)
  if (known !== undefined) return known
  if (texts.size >= MOST_TEXTS) texts.clear()
  const text = writeText(groups, changes, parts)
  texts.set(kind, text)
  return text
}

function writeText(groups: readonly Group[], changes: readonly Change[], parts: readonly BatchPart[]): string {
  let places = 0
  const place = (): string => `$${++places}`
  const inserting = groups.map(([{ name, quoted, columns }, rows], index) => {
    const values = rows.map(() => `(${columns.map(place).join(', ')})`)
    return `i${index} as (insert into ${name} (${quoted}) values ${values.join(', ')})`
  })
  const changing = changes.map(({ shape, columns }, index) => {
    const sets = [...columns, '"version"'].map((column) => `${column} = ${place()}`)
    return `u${index} as (update ${shape.name} set ${sets.join(', ')} where id = ${place()} and version = ${place()} returning id)`
  })
  const others = parts.flatMap(({ write }, index) => write(`p${index}`, place))
  const changed = changes.map((_, index) => `(select id from u${index})`)
  const lost = changed.map((id) => `${id} is null`).join(' or ')
  const check =
    changes.length > 0 ? ` require_changed(${place()}::text[], ${place()}::int[], array[${changed.join(', ')}]) where ${lost}` : ''
  return `with ${[...inserting, ...changing, ...others].join(', ')} select${check}`
}
