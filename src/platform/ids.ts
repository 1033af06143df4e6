import { uuidv7obj } from 'uuidv7'

// Crockford's base32, lower case: no i, l, o, u, so an id survives being read aloud or typed from a label.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const ENCODED_LENGTH = 26

/** A source of TypeIDs: `prefix_` + 26 Crockford base32 characters of a UUIDv7; ids of one process sort in the order they were made. */
export function createIds() {
  return {
    next: (prefix: string): string => `${prefix}_${encode(uuidv7obj().bytes)}`,
  }
}

/** 16 bytes as 26 base32 characters; the first is 0-7, since 130 bits hold only 128. */
function encode(bytes: Readonly<Uint8Array>): string {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < ENCODED_LENGTH; i++) {
    text = ALPHABET.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return text
}
