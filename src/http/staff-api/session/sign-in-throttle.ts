import { isIPv6 } from 'node:net'
import { type Clock, HOUR_MS, MINUTE_MS } from '../../../domain/shared/clock.ts'
import { Problem } from '../../problem.ts'

const FAILURES_BEFORE_WAIT = 5
const FIRST_WAIT_MS = 15 * MINUTE_MS
const LONGEST_WAIT_MS = 4 * HOUR_MS
const ATTEMPTS_A_MINUTE = 30
/** A sender of random names must not grow the memory. */
const MOST_ENTRIES = 10_000

type Account = { failures: number; blockedUntil: number; lastAt: number }

export type SignInThrottle = {
  /** Counts an attempt before the password is looked at. Throws `staff.locked` with `Retry-After` when it is one too many. */
  enter(login: string, address: string): void
  failed(login: string): void
  succeeded(login: string): void
}

/**
 * Slows guessing (api-conventions 20.5): five wrong passwords close an account for 15 minutes, twice as long each further time;
 * 30 attempts a minute from one network (/24, /56). An account that does not exist is counted like one that does.
 */
export function createSignInThrottle(clock: Clock): SignInThrottle {
  const accounts = new Map<string, Account>()
  const networks = new Map<string, { minute: number; attempts: number }>()
  return {
    enter: (login, address) => {
      const now = clock.now().getTime()
      const account = accounts.get(keyOf(login))
      if (account !== undefined && account.blockedUntil > now) throw locked(account.blockedUntil - now)
      const minute = Math.floor(now / MINUTE_MS)
      const network = networkOf(address)
      const known = networks.get(network)
      const attempts = known?.minute === minute ? known.attempts + 1 : 1
      keep(networks, network, { minute, attempts })
      if (attempts > ATTEMPTS_A_MINUTE) throw locked((minute + 1) * MINUTE_MS - now)
    },
    failed: (login) => {
      const now = clock.now().getTime()
      const known = accounts.get(keyOf(login))
      const isForgotten = known === undefined || now - known.lastAt > 2 * LONGEST_WAIT_MS
      const failures = isForgotten ? 1 : known.failures + 1
      const rounds = Math.floor(failures / FAILURES_BEFORE_WAIT)
      const isBlocked = failures % FAILURES_BEFORE_WAIT === 0
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (rounds - 1))
      keep(accounts, keyOf(login), { failures, blockedUntil: isBlocked ? now + waitMs : 0, lastAt: now })
    },
    succeeded: (login) => {
      accounts.delete(keyOf(login))
    },
  }
}

function locked(waitMs: number): Problem {
  return new Problem('staff.locked', {}, { headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) } })
}

function keyOf(login: string): string {
  return login.trim().toLowerCase()
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address.split('.').slice(0, 3).join('.')
  const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/.exec(address)
  return mapped?.[1] ?? address.split(':').slice(0, 4).join(':')
}

/** Oldest out: a Map keeps the order in which keys came. */
function keep<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  entries.delete(key)
  entries.set(key, value)
  const [oldest] = entries.keys()
  if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest)
}
