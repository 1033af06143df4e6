import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TICK_US = 10_000

/** CPU time of a process and of its children, living and dead, in microseconds; NaN where there is no /proc to ask. */
export function familyCpuUs(parent: number): number {
  try {
    const living = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    const family = living.map(timesOf).filter((one) => one !== undefined && (one.pid === parent || one.parent === parent))
    const ticks = family.reduce((total, one) => total + (one?.own ?? 0) + (one?.pid === parent ? one.ended : 0), 0)
    return ticks * TICK_US
  } catch {
    return Number.NaN
  }
}

/** The process that starts all others of a PostgreSQL server. */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
}

type Times = { pid: number; parent: number; own: number; ended: number }

/** Undefined for a process that has just ended. */
function timesOf(pid: string): Times | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces: fields are counted from behind it, the state first.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const at = (index: number) => Number(fields[index])
    return { pid: Number(pid), parent: at(1), own: at(11) + at(12), ended: at(13) + at(14) }
  } catch {
    return undefined
  }
}
