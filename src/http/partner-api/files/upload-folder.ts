import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'xyg-upload-'
/** No request takes so long: what is older belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 60 * 60_000

/** A folder for one upload; `discard` takes it away with all that lies in it. */
export async function openUploadFolder(): Promise<{ path: string; discard(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), PREFIX))
  return { path, discard: () => rm(path, { recursive: true, force: true }) }
}

/** Takes away what killed processes left in the temporary folder; answers how many uploads that were. */
export async function clearUploadFolders(now: Date): Promise<number> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  const cleared = await Promise.all(
    names.map(async (name) => {
      const path = join(tmpdir(), name)
      // Another process may take it away at the same moment.
      const found = await stat(path).catch(() => undefined)
      if (found === undefined || now.getTime() - found.mtimeMs < ABANDONED_AFTER_MS) return false
      await rm(path, { recursive: true, force: true })
      return true
    }),
  )
  return cleared.filter(Boolean).length
}
