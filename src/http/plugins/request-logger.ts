import type { FastifyBaseLogger } from 'fastify'

/**
 * Gives each request a logger that becomes a child of the process's one with its first line: most requests are told of in the access
 * line alone, which names the request itself, and making a child costs more than it takes to send a cached answer.
 */
export function childLoggerOnDemand(parent: FastifyBaseLogger, bindings: object): FastifyBaseLogger {
  return new RequestLogger(parent, bindings)
}

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
type ChildOptions = Parameters<FastifyBaseLogger['child']>[1]

/** Owns the child it makes. */
class RequestLogger implements FastifyBaseLogger {
  readonly #parent: FastifyBaseLogger
  readonly #bindings: object
  #own: FastifyBaseLogger | undefined

  constructor(parent: FastifyBaseLogger, bindings: object) {
    this.#parent = parent
    this.#bindings = bindings
  }

  get level(): string {
    return this.#parent.level
  }

  child(bindings: object, options?: ChildOptions): FastifyBaseLogger {
    return this.#made().child(bindings, options)
  }

  fatal(...line: unknown[]): void {
    this.#write('fatal', line)
  }

  error(...line: unknown[]): void {
    this.#write('error', line)
  }

  warn(...line: unknown[]): void {
    this.#write('warn', line)
  }

  info(...line: unknown[]): void {
    this.#write('info', line)
  }

  debug(...line: unknown[]): void {
    this.#write('debug', line)
  }

  trace(...line: unknown[]): void {
    this.#write('trace', line)
  }

  silent(): void {}

  #write(level: Level, line: unknown[]): void {
    const own = this.#made()
    Reflect.apply(own[level], own, line)
  }

  #made(): FastifyBaseLogger {
    this.#own ??= this.#parent.child(this.#bindings)
    return this.#own
  }
}
