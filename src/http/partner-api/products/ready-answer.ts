import { hash } from 'node:crypto'

/** An answer rendered once and sent as it is: its bytes, its entity tag, and for a page the cursor of the next one. */
export type ReadyAnswer = { bytes: Uint8Array; etag: string; nextCursor?: string | null }

/** Keeps rendered answers. One `make` at a time for a key; null (no such thing) is kept for a short while too. */
export interface AnswerCache {
  get(key: string, make: () => Promise<ReadyAnswer | null>): Promise<ReadyAnswer | null>
}

/** The text as an answer, tagged by its content. */
export function readyOf(text: string): ReadyAnswer {
  return { bytes: Buffer.from(text), etag: hash('sha256', text, 'base64url').slice(0, 22) }
}
