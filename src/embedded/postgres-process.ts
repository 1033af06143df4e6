import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../platform/logger.ts'
import { EmbeddedServiceError } from './embedded-service-error.ts'
import type { ServiceUser } from './postgres-place.ts'
import { commandLine, isAlive } from './running-process.ts'

const POLL_MS = 15
const READY_MS = 60_000
const PATIENT_STOP_MS = 1_500
const FAST_STOP_MS = 10_000
const LOG_LIMIT_BYTES = 5_000_000

export type ServerProcess = { child: ChildProcess; pid: number; exited: Promise<void>; stop(): Promise<void>; kill(): void }
type Launch = {
  postgres: string
  dataDir: string
  logFile: string
  user: ServiceUser | undefined
  settings: Record<string, string>
  logger: Logger
}

/** Starts a server on an initialised folder and resolves when it takes connections. */
export async function launchServer(launch: Launch): Promise<ServerProcess> {
  const log = openSync(launch.logFile, logIsLong(launch.logFile) ? 'w' : 'a')
  const logFrom = statSync(launch.logFile).size
  const flags = Object.entries(launch.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(launch.postgres, ['-D', launch.dataDir, ...flags], {
    ...launch.user,
    cwd: launch.dataDir,
    // A session of its own: Ctrl-C goes to every process of the terminal's group, and would stop the database before the work is drained.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  let running = true
  void exited.then(() => {
    running = false
  })
  await untilReady(launch.dataDir, () => running && child.pid !== undefined)
  const pid = child.pid
  if (!running || pid === undefined) throw startFailed(launch.logFile, logFrom)
  child.unref()
  const guard = stopWithUs(pid, launch)
  return {
    child,
    pid,
    exited,
    stop: async () => {
      // Not waited for while it runs, but until it has ended: nothing else may keep the process alive by now.
      child.ref()
      guard?.kill('SIGKILL')
      await stopServer(pid, exited)
    },
    kill: () => void sendSignal(pid, 'SIGINT'),
  }
}

/** Stops what an earlier process, killed before it could tidy up, left running on this folder. The caller holds the folder's lock. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid')
  const pid = Number(pidFileLines(dataDir)[0] ?? '')
  if (!(pid > 0)) return
  if (isAlive(pid) && (commandLine(pid) ?? '').includes(dataDir)) await stopServer(pid)
  // After a power cut, or in a new container, the id may belong to somebody else by now: then the file is all that is left.
  rmSync(pidFile, { force: true })
}

async function stopServer(pid: number, exited?: Promise<void>): Promise<void> {
  // Clients that have just said goodbye are let out first: thrown out, they would report a broken connection.
  sendSignal(pid, 'SIGTERM')
  if (await isGone(pid, PATIENT_STOP_MS)) return exited
  sendSignal(pid, 'SIGINT')
  if (await isGone(pid, FAST_STOP_MS)) return exited
  sendSignal(pid, 'SIGQUIT')
  if (!(await isGone(pid, FAST_STOP_MS))) sendSignal(pid, 'SIGKILL')
  await exited
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  while (isAlive(pid)) {
    if (performance.now() > until) return false
    await sleep(POLL_MS)
  }
  return true
}

// PostgreSQL reads SIGTERM as "when the last client has left", SIGINT as "fast shutdown" and SIGQUIT as "at once, recover at the next start".
function sendSignal(pid: number, signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  if (isAlive(pid)) process.kill(pid, signal)
}

/**
 * A sleeping shell that stops the server when we die without a chance to: it waits for the end of a pipe only we hold open.
 * It is told the id of that one server, so it can never hit the next one.
 */
function stopWithUs(pid: number, { user, logger }: Launch): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', (err) => logger.warn({ err }, 'embedded PostgreSQL: nothing will stop it if this process is killed'))
  guard.unref()
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  return guard
}

async function untilReady(dataDir: string, isRunning: () => boolean): Promise<void> {
  const until = performance.now() + READY_MS
  // The eighth line of the file is the server's state: the same place pg_ctl looks.
  while (isRunning() && pidFileLines(dataDir)[7]?.trim() !== 'ready') {
    if (performance.now() > until)
      throw new EmbeddedServiceError(`The embedded PostgreSQL was not ready after ${READY_MS / 1000} s: see ${dataDir}.`)
    await sleep(POLL_MS)
  }
}

function pidFileLines(dataDir: string): string[] {
  try {
    return readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function logIsLong(logFile: string): boolean {
  return existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES
}

function startFailed(logFile: string, logFrom: number): EmbeddedServiceError {
  const written = readFileSync(logFile).subarray(logFrom).toString('utf8')
  const reason = written.split('\n').find((line) => /FATAL|PANIC|error/i.test(line)) ?? 'it ended without a word'
  return new EmbeddedServiceError(
    `The embedded PostgreSQL did not start (${reason.replace(/^.*?(FATAL|PANIC):\s*/, '')}); its log is ${logFile}. Delete the data folder beside it to start afresh, or set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}

/** Runs initdb; what it printed, when it failed. */
export function runInitdb(initdb: string, args: string[], user: ServiceUser | undefined): string | undefined {
  const result = spawnSync(initdb, args, { ...user, cwd: '/', encoding: 'utf8', windowsHide: true })
  if (result.status === 0) return undefined
  return result.error?.message ?? (result.stderr.trim().split('\n').at(-1) || `exit code ${result.status}`)
}
