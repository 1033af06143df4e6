import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { EmbeddedServiceError } from './embedded-service-error.ts'

export type ServiceUser = { uid: number; gid: number }
export type PostgresPlace = {
  /** Holds the lock, the server's log and the data folder. */
  folder: string
  dataDir: string
  /** Set when we are root: PostgreSQL refuses to run as root, so it runs as this user. */
  user: ServiceUser | undefined
  /** Where root keeps a copy of the binaries for `user`; undefined: they run from where they are installed. */
  binariesFolder: string | undefined
}

/**
 * Decides where the data lives. As an ordinary user: the data folder. As root: under /var/lib or the temporary folder,
 * keyed by the data folder's path, because the user PostgreSQL then runs as cannot enter a 0700 folder such as root's home.
 */
export function postgresPlace(options: { dataFolder: string; folder?: string }): PostgresPlace {
  const isRoot = process.getuid?.() === 0
  if (!isRoot) {
    const folder = options.folder ?? options.dataFolder
    makeFolder(folder)
    return { folder, dataDir: join(folder, 'postgres'), user: undefined, binariesFolder: undefined }
  }
  const user = unprivilegedUser()
  const base = rootBases.find((candidate) => canHold(candidate, user))
  if (base === undefined) throw unreachable(rootBases.join(' or '), user)
  const folder = options.folder ?? join(base, keyOf(options.dataFolder))
  makeFolder(folder)
  if (!canEnter(folder, user)) throw unreachable(folder, user)
  return { folder, dataDir: join(folder, 'postgres'), user, binariesFolder: base }
}

/** A project's own `.data` goes by the project's path: what was kept there before other folders were possible stays found. */
function keyOf(dataFolder: string): string {
  const named = basename(dataFolder) === '.data' ? dirname(dataFolder) : dataFolder
  return createHash('sha256').update(named).digest('hex').slice(0, 12)
}

const rootBases = ['/var/lib/xunyuan-gateway', join(tmpdir(), 'xunyuan-gateway')]

function unreachable(where: string, user: ServiceUser): EmbeddedServiceError {
  return new EmbeddedServiceError(
    `The embedded PostgreSQL cannot keep its data in ${where}: started by root it runs as user ${user.uid}, who must be able to enter that folder; run as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new EmbeddedServiceError(
      `The embedded PostgreSQL cannot write to ${folder} (${(error as Error).message}): give this user the right to, or set DATABASE_URL to use a PostgreSQL of your own.`,
      { cause: error },
    )
  }
}

/** True when the base folder exists or can be made, is root's own (nobody planted it in a shared folder), and `user` can enter it. */
function canHold(base: string, user: ServiceUser): boolean {
  try {
    mkdirSync(base, { recursive: true })
    if (lstatSync(base).uid !== 0) return false
    chmodSync(base, 0o755)
    return canEnter(base, user)
  } catch {
    return false
  }
}

function canEnter(folder: string, user: ServiceUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

// The account of an installed PostgreSQL if there is one, else the one every system has: no account is made on somebody's machine.
function unprivilegedUser(): ServiceUser {
  for (const name of ['postgres', 'nobody']) {
    const uid = accountId('-u', name)
    const gid = accountId('-g', name)
    if (uid !== undefined && gid !== undefined && uid > 0) return { uid, gid }
  }
  throw new EmbeddedServiceError(
    'PostgreSQL refuses to run as root and this system has neither a postgres nor a nobody account: run as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own.',
  )
}

function accountId(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim())
  } catch {
    return undefined
  }
}
