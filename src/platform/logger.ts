import { pino } from 'pino'
import { PinoPretty } from 'pino-pretty'
import { maskedLine, redacted } from './redaction.ts'

export type Logger = pino.Logger
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
type LogStream = { write(line: string): void }

/** The process's one logger; everyone else receives it, or a child of it with `requestId`, `partnerId` or `jobId`. */
export function createLogger(options: { level: LogLevel; service: string; pretty?: boolean; stream?: LogStream }): Logger {
  const logger = pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: isoTimePerMillisecond(),
      formatters: { level: (label) => ({ level: label }), log: redactedFields },
      hooks: { streamWrite: maskedLine },
      // Errors are written by the redaction above, wherever they stand.
      serializers: { err: (error) => error },
    },
    options.stream ?? (options.pretty ? PinoPretty({ sync: true, ignore: 'service' }) : pino.destination({ sync: true })),
  )
  const { child } = logger
  // Pino writes the fields of a child without asking the formatter; children inherit this from their parent.
  return Object.assign(logger, {
    child(this: Logger, fields: object, options?: object): Logger {
      return Reflect.apply(child, this, [redactedFields(fields), options]) as Logger
    },
  })
}

/** Pino's ISO time, written once for all lines of a millisecond. */
function isoTimePerMillisecond(): () => string {
  let writtenAt = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== writtenAt) {
      text = `,"time":"${new Date(now).toISOString()}"`
      writtenAt = now
    }
    return text
  }
}

function redactedFields(fields: object): Record<string, unknown> {
  return redacted(fields) as Record<string, unknown>
}
