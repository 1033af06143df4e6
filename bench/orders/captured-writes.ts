import { hash } from 'node:crypto'
import type pg from 'pg'
import { idOf } from './clone-rows.ts'

type Column = { table: string; name: string; type: string; isMade: boolean; isKey: boolean }
type Cell = { text: string | null; type: string }
type Write = { table: string; set: Map<string, Cell>; where: Map<string, Cell> | null }
type Rows = Map<string, (string | null)[]>

/** One SQL statement that writes what was captured, its parameters for the copy of a number, and what it writes in words. */
export type Replay = { name: string; text: string; parametersOf: (copy: number) => (string | null)[]; rows: string }

/**
 * Watches which rows `act` inserts and changes, and makes one statement of them: what the database itself costs. Ids that came into
 * being are counted on, and `quoteId` becomes the copy's quote.
 */
export async function captureWrites(client: pg.Client, quoteId: string, act: () => Promise<unknown>): Promise<Replay> {
  const writes = await watchWrites(client, act)
  const replay = replayOf(
    writes.filter(({ table }) => !WRITTEN_BY_TRIGGERS.has(table)),
    quoteId,
  )
  return { ...replay, rows: tallyOf(writes) }
}

/** How many rows of each table `act` inserts and changes. */
export async function countWrites(client: pg.Client, act: () => Promise<unknown>): Promise<string> {
  return tallyOf(await watchWrites(client, act))
}

/** They move with the rows of others; a statement that touches them is refused. */
const WRITTEN_BY_TRIGGERS: ReadonlySet<string> = new Set(['ledger_account'])

async function watchWrites(client: pg.Client, act: () => Promise<unknown>): Promise<Write[]> {
  const columns = await columnsOf(client)
  const before = await readAll(client, columns)
  await act()
  const after = await readAll(client, columns)
  return [...columns].flatMap(([table, own]) => writesOf(own, before.get(table) ?? new Map(), after.get(table) ?? new Map()))
}

function tallyOf(writes: readonly Write[]): string {
  const counts = [...Map.groupBy(writes, ({ table, where }) => `${where ? 'changed' : 'new'} ${table}`)]
  return counts
    .map(([what, { length }]) => `${length} ${what}`)
    .sort()
    .join(', ')
}

async function columnsOf(client: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attidentity <> '' or a.attgenerated <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false) as "isMade",
      coalesce(a.attnum = any(i.indkey), false) as "isKey"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname, a.attnum`)
  return Map.groupBy(rows, ({ table }) => table)
}

async function readAll(client: pg.Client, columns: Map<string, Column[]>): Promise<Map<string, Rows>> {
  const found = new Map<string, Rows>()
  for (const [table, own] of columns) {
    const cells = own.map(({ name }) => `${name}::text`).join(', ')
    const { rows } = await client.query<{ row: (string | null)[] }>(`select array[${cells}] as row from ${table}`)
    found.set(table, new Map(rows.map(({ row }) => [JSON.stringify(own.map(({ isKey }, index) => (isKey ? row[index] : 0))), row])))
  }
  return found
}

function writesOf(columns: Column[], before: Rows, after: Rows): Write[] {
  const writes: Write[] = []
  for (const [key, row] of after) {
    const known = before.get(key)
    const pick = (wanted: (column: Column, index: number) => boolean) =>
      new Map(
        columns.flatMap((column, i) => (wanted(column, i) ? [[column.name, { text: row[i] ?? null, type: column.type }] as const] : [])),
      )
    const [{ table } = { table: '' }] = columns
    if (!known) writes.push({ table, set: pick(({ isMade }) => !isMade), where: null })
    else if (row.some((text, i) => text !== known[i])) {
      writes.push({ table, set: pick((_, i) => row[i] !== known[i]), where: pick(({ isKey }) => isKey) })
    }
  }
  return writes
}

// A posting's id goes on behind its group's.
const ID = /\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

function replayOf(writes: Write[], quoteId: string): Omit<Replay, 'rows'> {
  const texts: (string | null)[] = []
  const place = ({ text, type }: Cell): string => `$${texts.push(text)}::${type}`
  const parts = writes.map(({ table, set, where }, index) => {
    if (!where)
      return `w${index} as (insert into ${table} (${[...set.keys()].join(', ')}) values (${[...set.values()].map(place).join(', ')}))`
    const [changes, keys] = [set, where].map((cells) => [...cells].map(([name, cell]) => `${name} = ${place(cell)}`))
    return `w${index} as (update ${table} set ${changes?.join(', ')} where ${keys?.join(' and ')})`
  })
  const inserted = writes.filter(({ where }) => !where).flatMap(({ set }) => [...set.values()].flatMap(({ text }) => text?.match(ID) ?? []))
  const fresh = [...new Set(inserted)].filter((id) => !id.startsWith('par_') && !id.startsWith('key_'))
  const renamed = (id: string, copy: number): string => {
    if (id === quoteId) return idOf('quo', copy)
    const slot = fresh.indexOf(id)
    if (slot === -1) return id
    if (!id.includes('_')) return `00000000-0000-4000-8${slot.toString(16).padStart(3, '0')}-${copy.toString(16).padStart(12, '0')}`
    return `${id.slice(0, 4)}6${slot.toString(16).padStart(5, '0')}${copy.toString(16).padStart(20, '0')}`
  }
  const text = `with ${parts.join(', ')} select 1`
  return {
    name: hash('sha1', text),
    text,
    parametersOf: (copy) => texts.map((text) => text?.replace(ID, (id) => renamed(id, copy)) ?? null),
  }
}
