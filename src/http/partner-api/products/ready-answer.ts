import { transcode } from 'node:buffer'
import { hash } from 'node:crypto'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { Cached } from '../../../domain/upstream/cached-catalogue.ts'
import { type Answer, answer } from '../../answer.ts'

/** An answer rendered once and sent as it is: its bytes, its entity tag, and for a page the cursor of the next one. */
export type ReadyAnswer = { bytes: Uint8Array; etag: string; nextCursor?: string | null } & Rendered

/** What an answer was rendered from: when 1688 said it, whether it is older than it should be, whether it still holds. */
export type Rendered = Pick<Cached<unknown>, 'asOf' | 'trouble' | 'isOvertaken'>

/** Keeps rendered answers. One `make` at a time for a key; null (no such thing) is kept for a short while too, what is overtaken is not. */
export interface AnswerCache {
  get(key: string, make: () => Promise<ReadyAnswer | null>): Promise<ReadyAnswer | null>
}

/** The text as an answer, tagged by its content. */
export function readyOf(text: string, { asOf, trouble, isOvertaken }: Rendered): ReadyAnswer {
  const bytes = utf8Of(text)
  return { bytes, etag: hash('sha256', bytes, 'base64url').slice(0, 22), asOf, trouble, isOvertaken }
}

/**
 * By way of UTF-16: node's encoders walk a text with Chinese in it, character by character and twice, and this takes half their time.
 * The bytes have memory of their own: a slice of node's pool would keep the whole pool for as long as one of its answers lives.
 */
function utf8Of(text: string): Buffer {
  return transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8')
}

/** Several answers of 1688 in one of ours: as old as the oldest, and wrong as soon as one of them is. */
export function together(parts: readonly Rendered[]): Rendered {
  return {
    asOf: new Date(Math.min(...parts.map((part) => part.asOf.getTime()))),
    trouble: parts.find((part) => part.trouble !== null)?.trouble ?? null,
    isOvertaken: () => parts.some((part) => part.isOvertaken()),
  }
}

/** The answer with what a cache on the way needs to know: how old it is, and how long it may be believed. */
export function sendReady(ready: ReadyAnswer, clock: Clock, maxAgeS = 60): Answer<Uint8Array> {
  const ageS = ageOf(ready, clock)
  const sent: Answer<Uint8Array> = answer(ready.bytes, {
    etag: ready.etag,
    nextCursor: ready.nextCursor ?? null,
    cacheControl: ready.trouble === null ? `private, max-age=${maxAgeS}, stale-while-revalidate=600` : 'private, max-age=5',
    headers: { age: String(ageS), vary: 'accept-language' },
    again: () => {
      if (ready.isOvertaken()) return undefined
      // The very same answer within a second, so that its headers are written once.
      return ageOf(ready, clock) === ageS ? sent : sendReady(ready, clock, maxAgeS)
    },
  })
  return sent
}

function ageOf({ asOf }: ReadyAnswer, clock: Clock): number {
  return Math.max(0, Math.floor((clock.now().getTime() - asOf.getTime()) / 1000))
}
