import { uuidv7obj } from 'uuidv7'

// Crockford's base32, lower case: no i, l, o, u, so an id survives being read aloud or typed from a label.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A source of TypeIDs: `prefix_` + 26 Crockford base32 characters of a UUIDv7; ids of one process sort in the order they were made. */
export function createIds() {
  return {
    next: (prefix: string): string => `${prefix}_${encode(uuidv7obj().bytes)}`,
  }
}

/** 16 bytes as 26 base32 characters; the first is 0-7, since 130 bits hold only 128. Every request makes one: no bigint here. */
function encode(bytes: Readonly<Uint8Array>): string {
  let text = ''
  // Two zero bits in front make 130 bits: 26 groups of five.
  let bits = 2
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((held >> bits) & 31)
    }
    held &= 31
  }
  return text
}
