import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedServiceError } from './embedded-service-error.ts'
import { isAlive, startStamp } from './running-process.ts'

export type FolderLock = { release(): void }

/**
 * Claims a folder for this process; a lock whose process died is taken over.
 * Throws EmbeddedServiceError when a living process holds it. It is there for a clear sentence: PostgreSQL has its own, last, guard.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock')
  const mine = [process.pid, startStamp(process.pid) ?? '', randomUUID()].join('\t')
  if (!claim(path, mine)) takeOver(path, mine)
  const holder = readLock(path)
  if (holder !== mine) throw heldBy(holder, folder)
  return {
    release: () => {
      if (readLock(path) === mine) rmSync(path, { force: true })
    },
  }
}

function claim(path: string, mine: string): boolean {
  try {
    writeFileSync(path, mine, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Replaces a lock that nobody holds any more; leaves a held one as it is. */
function takeOver(path: string, mine: string): void {
  if (isHeld(readLock(path))) return
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  renameSync(draft, path)
}

function isHeld(holder: string): boolean {
  const [, pid, stamp] = /^(\d+)\t(.*)\t/.exec(holder) ?? []
  if (pid === undefined || stamp === undefined) return false
  // A process id is soon given to somebody else, after a restart of a container at once: the start time tells them apart.
  return isAlive(Number(pid)) && startStamp(Number(pid)) === stamp
}

function heldBy(holder: string, folder: string): EmbeddedServiceError {
  return new EmbeddedServiceError(
    `Xunyuan Gateway already runs from this project (process ${holder.split('\t')[0]} holds ${folder}): stop that one first, or set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}

function readLock(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
