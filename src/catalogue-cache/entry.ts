import { deserialize, serialize } from 'node:v8'

/** What the tiers keep: an answer, and the instant 1688 was asked for it. */
export type Entry<Value> = { value: Value | null; asOfMs: number }

/**
 * Entries as bytes in this process: off the heap, so that the collector has nothing to walk, of a size that is known, and beyond the
 * reach of whoever was given the answer. Bigints and dates keep their type.
 */
export const entryBytes = {
  // Copied: the serializer's own buffer is up to twice as large.
  serialize: (entry: unknown): Uint8Array => new Uint8Array(serialize(entry)),
  deserialize: (bytes: unknown): unknown => deserialize(bytes as Uint8Array),
}

/** The same as text, for the tier that processes share. */
export const entryText = {
  serialize: (entry: unknown): string => serialize(entry).toString('base64'),
  deserialize: (text: unknown): unknown => deserialize(Buffer.from(String(text), 'base64')),
}
