import type { Clock } from '../shared/clock.ts'
import { ownedBy } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** Makes an upload whose bytes are stored a file of its partner. */
export function createSaveUpload({ clock }: { clock: Clock }): Commands['saveUpload'] {
  return async (tx, { tenant, fileId }) => {
    const file = ownedBy(await tx.files.lock(fileId), tenant, fileId)
    // The sweep gives an upload an hour; who took longer sends it again.
    if (file.discardedAt !== null) throw new Error(`the upload ${fileId} was given up before it was saved`)
    return tx.files.update({ ...file, storedAt: clock.now() })
  }
}
