import type { Transaction } from '../ports.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import { isKept, type StoredFile } from './stored-file.ts'

/**
 * A file the partner may show to others: another partner's, one only staff may see, one that is not stored yet or gone already is as
 * good as missing (invariant 7). Throws `resource.not_found`.
 */
export async function requireOwnFile(tx: Transaction, tenant: Tenant, fileId: string): Promise<StoredFile> {
  return usable(ownedBy(await tx.files.find(fileId), tenant, fileId))
}

/** Names the resource on each file, so that none is removed while it is needed. Files are locked last of all, in order of their ids. */
export async function attachFiles(tx: Transaction, fileIds: readonly string[], resourceId: string): Promise<void> {
  for (const fileId of [...new Set(fileIds)].sort()) {
    const known = existing(await tx.files.find(fileId), fileId)
    // What we made ourselves stays with what it shows: nothing removes it.
    if (known.purpose === null || known.attachedTo.includes(resourceId)) continue
    const file = usable(existing(await tx.files.lock(fileId), fileId))
    await tx.files.update({ ...file, attachedTo: [...new Set([...file.attachedTo, resourceId])] })
  }
}

function usable(file: StoredFile): StoredFile {
  if (file.audience !== 'partner' || !isKept(file)) throw new Refusal('resource.not_found', { id: file.id })
  return file
}
