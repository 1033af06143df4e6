import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { type Answer, answer } from './answer.ts'
import { Problem } from './problem.ts'

/** Where the next page begins: after this row, newest first. */
export type Keyset = { createdAt: Date; id: string }
export type PageOf<Row> = { rows: readonly Row[]; hasMore: boolean }
export type ListBody<Item> = { object: 'list'; data: Item[]; hasMore: boolean; nextCursor: string | null }

/** Writes and reads cursors: opaque to clients, signed so that a made-up one is refused, and bound to the filters they came from. */
export type Cursors = {
  write(position: Keyset, filters: object): string
  /** Throws `cursor.invalid` (400) for a cursor that is not ours or belongs to other filters. */
  read(cursor: string | undefined, filters: object): Keyset | null
}

/** Cursors signed with HMAC-SHA256; `secret` is shared by all gateways, so that any of them reads any cursor. */
export function createCursors(secret: string): Cursors {
  const sign = (payload: string) => createHmac('sha256', secret).update(payload).digest().subarray(0, SIGNATURE_BYTES)
  return {
    write({ createdAt, id }, filters) {
      const payload = Buffer.from(JSON.stringify({ v: 1, t: createdAt.toISOString(), i: id, f: filterHash(filters) })).toString('base64url')
      return `${payload}.${sign(payload).toString('base64url')}`
    },
    read(cursor, filters) {
      if (cursor === undefined) return null
      const [payload = '', signature = ''] = cursor.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(payload)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Problem('cursor.invalid')
      // Signed by us, so it has the shape we gave it.
      const { t, i, f } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { t: string; i: string; f: string }
      if (f !== filterHash(filters)) throw new Problem('cursor.invalid')
      return { createdAt: new Date(t), id: i }
    },
  }
}

/** The list envelope of one page, with its `Link`. `position` says where a row stands in the order. */
export function listAnswer<Row, Item>(
  page: PageOf<Row>,
  how: { cursors: Cursors; filters: object; position: (row: Row) => Keyset; present: (row: Row) => Item },
): Answer<ListBody<Item>> {
  const last = page.rows.at(-1)
  const nextCursor = page.hasMore && last !== undefined ? how.cursors.write(how.position(last), how.filters) : null
  return answer({ object: 'list', data: page.rows.map(how.present), hasMore: page.hasMore, nextCursor }, { nextCursor })
}

const SIGNATURE_BYTES = 16

/** Any change of a filter changes it; `limit` and `cursor` are not filters. */
function filterHash(filters: object): string {
  const sorted = Object.entries(filters)
    .filter(([name, value]) => value !== undefined && name !== 'limit' && name !== 'cursor')
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return hash('sha256', JSON.stringify(sorted), 'base64url').slice(0, 12)
}
