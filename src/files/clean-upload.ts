import { readFile } from 'node:fs/promises'
import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import type { CleanFile, Upload } from '../domain/files/prepare-upload.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import { checkDocument } from './check-document.ts'
import { sha256Hex } from './object-store.ts'
import { cleanPicture } from './photos.ts'
import { isPhotoType, uploadType, uploadTypes } from './upload-type.ts'

/** A large picture takes 150 MB and a core for a second while it is written anew. */
const AT_A_TIME = 2
const WAITING = 50

/**
 * What of an upload is worth keeping: a picture decoded and written anew, so that neither a position nor a second meaning of its bytes
 * survives; a document as it came, looked through. Throws `file.*` refusals, and `file.busy` when too many wait for it.
 */
export function createCleanUpload(): (upload: Pick<Upload, 'path' | 'declaredType'>) => Promise<CleanFile> {
  const gate = bulkhead(AT_A_TIME, WAITING)
  return async (upload) => {
    try {
      return await gate.execute(() => clean(upload))
    } catch (error) {
      if (error instanceof BulkheadRejectedError) throw new Refusal('file.busy', {}, { cause: error })
      throw error
    }
  }
}

async function clean({ path, declaredType }: Pick<Upload, 'path' | 'declaredType'>): Promise<CleanFile> {
  const bytes = await readFile(path)
  const type = await uploadType(bytes, declaredType ?? undefined)
  if (isPhotoType(type)) return { ...(await cleanPicture(bytes)), extension: uploadTypes['image/jpeg'] }
  checkDocument(bytes)
  return { bytes, contentType: type, extension: uploadTypes[type], sha256: sha256Hex(bytes) }
}
