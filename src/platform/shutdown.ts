import type { Logger } from './logger.ts'

/** The order in which a process lets go: nobody may need what is closed before it. */
const phases = ['stopIntake', 'drainJobs', 'closeQueues', 'closeRedis', 'closePostgres', 'stopServices'] as const
export type ShutdownPhase = (typeof phases)[number]

type Closer = { name: string; close: () => Promise<unknown> | unknown; kill?: (() => void) | undefined }
export type ShutdownOptions = { logger: Logger; deadlineMs: number; exit?: (code: number) => void; now?: () => number }
export type Shutdown = {
  /** Registers something to close; closers of one phase run side by side. `kill` must be synchronous: it runs when there is no time left. */
  add(phase: ShutdownPhase, closer: Closer): void
  /** Closes everything once, however often it is called; resolves to the exit code: 0, or 1 when something failed or the deadline passed. */
  run(reason: string): Promise<0 | 1>
  /** Runs on SIGINT and SIGTERM and exits; a second signal kills. Returns how to stop listening. */
  listen(): () => void
  /** True from the first moment of the shutdown on: readiness answers 503 then. */
  isStopping(): boolean
}

// Ctrl-C under `npm start` reaches us twice: from the terminal and, forwarded, from npm. Those two are one wish.
const SAME_SIGNAL_MS = 500

/** Ordered, bounded shutdown of one process. */
export function createShutdown(options: ShutdownOptions): Shutdown {
  const { logger, deadlineMs, exit = process.exit, now = Date.now } = options
  const closers = new Map<ShutdownPhase, Closer[]>(phases.map((phase) => [phase, []]))
  let running: Promise<0 | 1> | undefined

  const killAll = (): void => {
    for (const closer of [...closers.values()].flat()) closer.kill?.()
  }

  const closeAll = async (): Promise<0 | 1> => {
    let code: 0 | 1 = 0
    for (const phase of phases) {
      logger.debug({ phase }, 'shutdown: phase')
      const results = await Promise.allSettled((closers.get(phase) ?? []).map(async (closer) => closer.close()))
      for (const result of results) {
        if (result.status === 'fulfilled') continue
        code = 1
        logger.error({ err: result.reason, phase }, 'shutdown: closing failed')
      }
    }
    return code
  }

  const runOnce = async (reason: string): Promise<0 | 1> => {
    logger.info({ reason, deadlineMs }, 'shutdown: started')
    const deadline = withDeadline(deadlineMs)
    const code = await Promise.race([closeAll(), deadline.passed])
    deadline.cancel()
    if (code === 'late') {
      logger.error({ deadlineMs }, 'shutdown: deadline passed')
      killAll()
      return 1
    }
    logger.info({}, 'shutdown: done')
    return code
  }

  const run = (reason: string): Promise<0 | 1> => {
    running ??= runOnce(reason)
    return running
  }

  const listen = (): (() => void) => {
    let firstAt: number | undefined
    const onSignal = (signal: string): void => {
      if (firstAt !== undefined) {
        if (now() - firstAt < SAME_SIGNAL_MS) return
        logger.warn({ signal }, 'shutdown: second signal, killed')
        killAll()
        exit(130)
        return
      }
      firstAt = now()
      void run(signal).then((code) => exit(code))
    }
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
    return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }

  return {
    add: (phase, closer) => void closers.get(phase)?.push(closer),
    run,
    listen,
    isStopping: () => running !== undefined,
  }
}

function withDeadline(ms: number): { passed: Promise<'late'>; cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), ms)
  return { passed: promise, cancel: () => clearTimeout(timer) }
}
