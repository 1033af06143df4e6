import { pino } from 'pino'
import { PinoPretty } from 'pino-pretty'

export type Logger = pino.Logger
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
type LogStream = { write(line: string): void }

/** The process's one logger; everyone else receives it, or a child of it with `requestId`, `partnerId` or `jobId`. */
export function createLogger(options: { level: LogLevel; service: string; pretty?: boolean; stream?: LogStream }): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: { err: serializeError, error: serializeError },
      hooks: { streamWrite: maskLine },
    },
    options.stream ?? (options.pretty ? PinoPretty({ sync: true, ignore: 'service' }) : pino.destination({ sync: true })),
  )
}

const secretNames = [
  ...[
    'password',
    'passwordHash',
    'secret',
    'secrets',
    'clientSecret',
    'appSecret',
    'signingSecret',
    'token',
    'accessToken',
    'refreshToken',
  ],
  ...['sessionToken', 'csrfToken', 'apiKey', 'authorization', 'cookie', 'signature', '_aop_signature', 'access_token', 'refresh_token'],
]
const personalNames = [
  ...['phone', 'phoneNumber', 'mobile', 'mobilePhone', 'tel', 'telephone', 'contactPhone', 'receiverPhone', 'courierPhone'],
  ...['address', 'addressLine', 'street', 'fullAddress', 'recipient', 'recipientName', 'fullName', 'contactName', 'email', 'idCard'],
]

/** What never reaches a log line. A pino wildcard matches exactly one level (api-conventions 20.4), so every name is listed at each depth. */
export const redactedPaths: string[] = [
  ...['authorization', 'cookie', '["idempotency-key"]', '["x-csrf-token"]'].map(
    (name) => `req.headers${name.startsWith('[') ? '' : '.'}${name}`,
  ),
  'res.headers["set-cookie"]',
  ...[...secretNames, ...personalNames].flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
]

// The last guard, for what hides inside free text (an error message, a URL), where no path reaches.
const masks: readonly (readonly [RegExp, string])[] = [
  [/\bxyg_(live|test)_[A-Za-z0-9_-]+/g, 'xyg_$1_[redacted]'],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, 'whsec_[redacted]'],
  [/\bBearer [A-Za-z0-9._~+/=-]+/g, 'Bearer [redacted]'],
  [/(:\/\/[^\s:/@"]*):[^\s@/"]+@/g, '$1:[redacted]@'],
  [/\b(access_token|refresh_token|_aop_signature|client_secret|appSecret)=[^&\s"\\]+/g, '$1=[redacted]'],
  // A mainland mobile number inside a string; a bare JSON number (after `:`) is an amount or an id.
  [/(?<![\d.:]|":)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/g, '[phone]'],
]

function maskLine(line: string): string {
  let masked = line
  for (const [pattern, replacement] of masks) masked = masked.replace(pattern, replacement)
  return masked
}

/** An error and its causes, without the request or connection settings that HTTP clients hang on their errors. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, facts } = error as Error & { code?: unknown; facts?: unknown }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(facts === undefined ? {} : { facts }),
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  }
}
