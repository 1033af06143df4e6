/** Names of fields that never reach a log line, at any depth. */
export const redactedNames: ReadonlySet<string> = new Set([
  ...['password', 'passwordHash', 'secret', 'secrets', 'clientSecret', 'appSecret', 'signingSecret', 'token', 'accessToken'],
  ...['refreshToken', 'sessionToken', 'csrfToken', 'apiKey', 'authorization', 'cookie', 'signature', '_aop_signature'],
  ...['access_token', 'refresh_token', 'idempotency-key', 'x-csrf-token', 'set-cookie'],
  ...['phone', 'phoneNumber', 'mobile', 'mobilePhone', 'tel', 'telephone', 'contactPhone', 'receiverPhone', 'courierPhone'],
  ...['address', 'addressLine', 'street', 'fullAddress', 'recipient', 'recipientName', 'fullName', 'contactName', 'email', 'idCard'],
])

/** Deep enough for anything worth reading; also what ends a circle. */
const MOST_LEVELS = 8

/**
 * The value as it may be logged: what a secret or personal name holds is struck out, and errors are written with their causes. A walk
 * over the names costs a fraction of pino's own redaction, which runs hundreds of paths over each field of each line.
 */
export function redacted(value: unknown, levels = MOST_LEVELS): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '[deeper]'
  if (value instanceof Error) return redacted(fieldsOf(value), levels)
  if (Array.isArray(value)) return value.map((member) => redacted(member, levels - 1))
  if ('toJSON' in value || isPlain(value)) return value
  const fields: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) fields[name] = redactedNames.has(name) ? '[redacted]' : redacted(field, levels - 1)
  return fields
}

/** True when there is nothing to strike out and nothing to walk into: most lines, and no copy for them. */
function isPlain(value: object): boolean {
  for (const [name, field] of Object.entries(value))
    if ((typeof field === 'object' && field !== null) || redactedNames.has(name)) return false
  return true
}

/** An error and its causes, without the request or connection settings that HTTP clients hang on their errors. */
function fieldsOf(error: Error): Record<string, unknown> {
  const { code, facts } = error as Error & { code?: unknown; facts?: unknown }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(facts === undefined ? {} : { facts }),
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  }
}

// The last guard, for what hides inside free text (an error message, a URL), where no name reaches.
const masks: readonly (readonly [RegExp, string])[] = [
  [/\bxyg_(live|test)_[A-Za-z0-9_-]+/g, 'xyg_$1_[redacted]'],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, 'whsec_[redacted]'],
  [/\bBearer [A-Za-z0-9._~+/=-]+/g, 'Bearer [redacted]'],
  [/(:\/\/[^\s:/@"]*):[^\s@/"]+@/g, '$1:[redacted]@'],
  [/\b(access_token|refresh_token|_aop_signature|client_secret|appSecret)=[^&\s"\\]+/g, '$1=[redacted]'],
  // A mainland mobile number inside a string; a bare JSON number (after `:`) is an amount or an id.
  [/(?<![\d.:]|":)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/g, '[phone]'],
]

/** What each mask needs to find anything; most lines hold none of it, and one look says so. */
const SUSPICIOUS = /xyg_|whsec_|Bearer |:\/\/|(?:token|signature|ecret)=|1[3-9]\d{9}/

/** The line with keys, tokens, signatures, passwords in URLs and mobile numbers struck out of its texts. */
export function maskedLine(line: string): string {
  if (!SUSPICIOUS.test(line)) return line
  let masked = line
  for (const [pattern, replacement] of masks) masked = masked.replace(pattern, replacement)
  return masked
}
