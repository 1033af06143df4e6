import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A key just made. `text` is shown once; only `secretSha256` is stored. */
export type NewApiKey = { text: string; keyId: string; secretSha256: string; lastFour: string }
export type ParsedApiKey = { livemode: boolean; keyId: string; secret: string }

/** Makes a key: `xyg_live_` or `xyg_test_`, 10 characters of id, `_`, 32 of secret (190 random bits) and 6 of CRC-32. */
export function createApiKey(livemode: boolean): NewApiKey {
  return composeApiKey({ livemode, keyId: randomBase62(KEY_ID_LENGTH), secret: randomBase62(SECRET_LENGTH) })
}

/** Puts a key together from its parts; only demonstration keys have parts anybody chose. */
export function composeApiKey({ livemode, keyId, secret }: ParsedApiKey): NewApiKey {
  const head = `xyg_${livemode ? 'live' : 'test'}_${keyId}_${secret}`
  const text = head + checksumOf(head)
  return { text, keyId, secretSha256: hashApiKeySecret(secret), lastFour: text.slice(-4) }
}

/** Takes a key apart; undefined when it is misspelt, which its checksum tells without a look-up. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  const match = SHAPE.exec(text)
  if (!match) return undefined
  const [, mode, keyId = '', secret = '', checksum] = match
  if (checksumOf(text.slice(0, -CHECKSUM_LENGTH)) !== checksum) return undefined
  return { livemode: mode === 'live', keyId, secret }
}

/** What is stored of a secret. A fast hash is enough for 190 random bits; passwords are another matter. */
export function hashApiKeySecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

const KEY_ID_LENGTH = 10
const SECRET_LENGTH = 32
const CHECKSUM_LENGTH = 6
const SHAPE = /^xyg_(live|test)_([0-9A-Za-z]{10})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The largest multiple of 62 in a byte: higher values are thrown away, or some letters would come more often. */
const FAIR_BYTES = 248

function randomBase62(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < FAIR_BYTES && text.length < length) text += BASE62.charAt(byte % 62)
  }
  return text
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = BASE62.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}
