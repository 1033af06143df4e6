import { valueAt } from '../policy/rule-at.ts'
import { HOUSE, type RuleBook } from '../policy/rule-book.ts'
import type { UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { FilePurpose } from './stored-file.ts'

/** A file as a partner sent it, at rest in a folder of this process. */
export type Upload = {
  tenant: Tenant
  purpose: FilePurpose
  /** As the sender calls it, without folders. */
  fileName: string | null
  /** What the sender says it is; null when he says nothing. */
  declaredType: string | null
  sourceSha256: string
  /** Where the bytes lie. */
  path: string
}

/** What is worth keeping of an upload: a picture written anew, a document that was looked through. */
export type CleanFile = { bytes: Uint8Array; contentType: string; extension: string; sha256: string }

export type PrepareUploadTools = {
  uow: UnitOfWork
  clock: Clock
  ids: Ids
  rules: RuleBook
  /** Bytes of files of the partner that nothing names. */
  unusedBytes(tenant: Tenant): Promise<number>
  /** Throws `file.*` refusals. */
  cleanFile(upload: Upload): Promise<CleanFile>
  putFile(storageKey: string, file: CleanFile): Promise<void>
}

const MIB = 1024 * 1024

/**
 * Checks and cleans an upload and stores its bytes under a row that already says where they will lie: whatever dies in between leaves a
 * row without a `storedAt`, and the sweep knows what to remove. Answers the id; the file is nobody's until `saveUpload` commits.
 */
export function createPrepareUpload(tools: PrepareUploadTools): (upload: Upload) => Promise<{ fileId: string }> {
  return async (upload) => {
    const at = tools.clock.now()
    const { tenant, purpose, fileName, sourceSha256 } = upload
    const most = valueAt('partnerFiles', at, tools.rules.rowsFor(HOUSE)).unusedMib * MIB
    if ((await tools.unusedBytes(tenant)) >= most) throw new Refusal('file.too_many_unused', {})
    const clean = await tools.cleanFile(upload)
    const id = tools.ids.next('fil')
    // A name of its own: removing one file never takes the bytes of another.
    const storageKey = `uploads/${tenant.livemode ? 'live' : 'test'}/${id}.${clean.extension}`
    const { sha256, contentType } = clean
    await tools.uow.run((tx) =>
      tx.files.insert({
        ...{ id, partnerId: tenant.partnerId, livemode: tenant.livemode, audience: 'partner', purpose, fileName, sourceSha256 },
        ...{ sha256, contentType, byteLength: clean.bytes.byteLength, storageKey, attachedTo: [] },
        ...{ storedAt: null, discardedAt: null, createdAt: at, version: 1 },
      }),
    )
    await tools.putFile(storageKey, clean)
    return { fileId: id }
  }
}
