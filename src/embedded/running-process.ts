import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a process of that id lives; one that belongs to another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** A stamp that differs between two processes that had the same id at different times; undefined when there is no such process. */
export function startStamp(pid: number): string | undefined {
  if (process.platform === 'linux') return procStat(pid)?.startTicks
  return processTable(pid, 'lstart')
}

/** The command line of a process; undefined when it is gone or cannot be read. */
export function commandLine(pid: number): string | undefined {
  if (process.platform !== 'linux') return processTable(pid, 'command')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return undefined
  }
}

// In a container without an init process a killed child may stay a zombie: it answers signal 0, but holds nothing.
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && procStat(pid)?.state === 'Z'
}

function procStat(pid: number): { state: string; startTicks: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in brackets and may hold spaces: count from behind it (proc(5): 3 = state, 22 = start time).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

function processTable(pid: number, column: 'lstart' | 'command'): string | undefined {
  if (process.platform === 'win32') return isAlive(pid) ? 'unknown' : undefined
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
