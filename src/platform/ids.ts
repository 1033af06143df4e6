import { V7Generator } from 'uuidv7'

// Crockford's base32, lower case: no i, l, o, u, so an id survives being read aloud or typed from a label.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A source of TypeIDs: `prefix_` + 26 Crockford base32 characters of a UUIDv7; ids of one process sort in the order they were made. */
export function createIds() {
  return {
    next: (prefix: string): string => `${prefix}_${encode(GENERATOR.generate().bytes)}`,
  }
}

/** Numbers nobody can guess, fetched many at a time: an order takes a dozen ids. */
function createRandom(): { nextUint32(): number } {
  const numbers = new Uint32Array(1_024)
  let used = numbers.length
  return {
    nextUint32() {
      if (used === numbers.length) {
        crypto.getRandomValues(numbers)
        used = 0
      }
      return numbers[used++] ?? 0
    },
  }
}

// One for the process, so that ids sort whoever made them.
const GENERATOR = new V7Generator(createRandom())

/**
 * Ids of requests, many thousands a second: the same kind of text, made anew every 20 ms and every 1024 requests and counted in its last
 * two characters in between.
 */
export function createRequestIds(): () => string {
  const ids = createIds()
  let head = ''
  let madeAt = 0
  let count = PAIRS.length
  return () => {
    const now = Date.now()
    if (now - madeAt >= HEAD_MS || now < madeAt || count === PAIRS.length) {
      head = ids.next('req').slice(0, -2)
      madeAt = now
      count = 0
    }
    return `${head}${PAIRS[count++]}`
  }
}

const HEAD_MS = 20
const PAIRS = [...ALPHABET].flatMap((first) => [...ALPHABET].map((second) => `${first}${second}`))

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
