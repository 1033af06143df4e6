export type Cell = string | number | null

/** What a spreadsheet would take for a formula; partners' own words are in these files. */
const FORMULA = /^[=+\-@\t\r]/

/** Lines of a file that spreadsheets open: quoted where needed, with the mark that tells them it is UTF-8. */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

type ListPage<Row> = { data: Row[]; nextCursor: string | null }

/** More than this nobody reads in a spreadsheet; it keeps the browser and the gateway in peace. */
export const MOST_EXPORTED = 5_000

/** Rows of all pages from the first, newest first, up to `MOST_EXPORTED`. */
export async function everyRow<Row>(read: (cursor: string | undefined) => Promise<ListPage<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    rows.push(...page.data)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && rows.length < MOST_EXPORTED)
  return rows.slice(0, MOST_EXPORTED)
}
