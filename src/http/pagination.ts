import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { type Answer, answer } from './answer.ts'
import { Problem } from './problem.ts'

/** Where the next page begins: after this row, newest first. */
export type Keyset = { createdAt: Date; id: string }
export type PageOf<Row> = { rows: readonly Row[]; hasMore: boolean }
export type ListBody<Item> = { object: 'list'; data: Item[]; hasMore: boolean; nextCursor: string | null }

/** Writes and reads cursors: opaque to clients, signed so that a made-up one is refused, and bound to the filters they came from. */
export type Cursors = {
  write(position: readonly string[], filters: object): string
  /** Null for no cursor. Throws `cursor.invalid` (400) for one that is not ours or belongs to other filters. */
  read(cursor: string | undefined, filters: object): string[] | null
}

/** Cursors signed with HMAC-SHA256; `secret` is shared by all gateways, so that any of them reads any cursor. */
export function createCursors(secret: string): Cursors {
  const sign = (payload: string) => createHmac('sha256', secret).update(payload).digest().subarray(0, SIGNATURE_BYTES)
  return {
    write(position, filters) {
      const payload = Buffer.from(JSON.stringify({ v: 1, k: position, f: filterHash(filters) })).toString('base64url')
      return `${payload}.${sign(payload).toString('base64url')}`
    },
    read(cursor, filters) {
      if (cursor === undefined) return null
      const [payload = '', signature = ''] = cursor.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(payload)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Problem('cursor.invalid')
      // Signed by us, so it has the shape we gave it.
      const { k, f } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { k: string[]; f: string }
      if (f !== filterHash(filters)) throw new Problem('cursor.invalid')
      return k
    },
  }
}

type PageQuery = { limit: number; cursor?: string | undefined }

/** The page a list query asks for. Throws `cursor.invalid`. */
export function pageRequestOf(cursors: Cursors, query: PageQuery): { limit: number; after: Keyset | null } {
  const [createdAt, id] = cursors.read(query.cursor, query) ?? []
  return { limit: query.limit, after: createdAt !== undefined && id !== undefined ? { createdAt: new Date(createdAt), id } : null }
}

/** The list envelope of one page, with its `Link`. `position` says where a row stands in the order. */
export function listAnswer<Row, Item>(
  page: PageOf<Row>,
  how: { cursors: Cursors; query: PageQuery; position: (row: Row) => Keyset; present: (row: Row) => Item },
): Answer<ListBody<Item>> {
  const last = page.hasMore ? page.rows.at(-1) : undefined
  const after = last === undefined ? undefined : how.position(last)
  const nextCursor = after === undefined ? null : how.cursors.write([after.createdAt.toISOString(), after.id], how.query)
  return answer({ object: 'list', data: page.rows.map(how.present), hasMore: page.hasMore, nextCursor }, { nextCursor })
}

/** A list that is always whole. */
export function wholeList<Item>(data: Item[]): ListBody<Item> {
  return { object: 'list', data, hasMore: false, nextCursor: null }
}

const SIGNATURE_BYTES = 16

/** Any change of a filter changes it; `limit` and `cursor` are not filters. */
function filterHash(filters: object): string {
  const sorted = Object.entries(filters)
    .filter(([name, value]) => value !== undefined && name !== 'limit' && name !== 'cursor')
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return hash('sha256', JSON.stringify(sorted), 'base64url').slice(0, 12)
}
