import { pino } from 'pino'
import { PinoPretty } from 'pino-pretty'
import { maskedLine, redacted } from './redaction.ts'

export type Logger = pino.Logger
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
type LogStream = { write(line: string): void; flushSync?: () => void }

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
    options.stream ?? (options.pretty ? PinoPretty({ sync: true, ignore: 'service' }) : standardOutput()),
  )
  const { child } = logger
  // Pino writes the fields of a child without asking the formatter; children inherit this from their parent.
  return Object.assign(logger, {
    child(this: Logger, fields: object, options?: object): Logger {
      return Reflect.apply(child, this, [redactedFields(fields), options]) as Logger
    },
  })
}

/**
 * Standard output, the lines of one turn of the event loop written together: a system call for each is dearer than the line, above all
 * into a pipe. What ends the process in order, an uncaught error too, writes what is left; only a kill within the turn loses it.
 */
function openOutput(): LogStream {
  const destination = pino.destination({ sync: true })
  let waiting = ''
  let isEnding = false
  const flushSync = (): void => {
    const lines = waiting
    waiting = ''
    if (lines !== '') destination.write(lines)
  }
  process.once('exit', () => {
    isEnding = true
    flushSync()
  })
  return {
    write(line) {
      if (waiting === '' && !isEnding) setImmediate(flushSync)
      waiting += line
      if (isEnding || waiting.length > MOST_WAITING) flushSync()
    },
    // Pino calls it after a fatal line.
    flushSync,
  }
}

/** One for all loggers of the process, made with the first that needs it. */
function standardOutput(): LogStream {
  output ??= openOutput()
  return output
}

let output: LogStream | undefined

const MOST_WAITING = 64 * 1024

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
