/** A row that must be there. */
export function known<Row>(rows: Map<string, Row>, id: string): Row {
  const row = rows.get(id)
  if (row === undefined) throw new Error(`no row ${id}`)
  return row
}
