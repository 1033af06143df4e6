import { createPrepareUpload } from '../domain/files/prepare-upload.ts'
import { createSweepFiles } from '../domain/files/sweep-files.ts'
import type { RuleBook } from '../domain/policy/rule-book.ts'
import type { UnitOfWork } from '../domain/ports.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { existing } from '../domain/shared/owned-by.ts'
import { createCleanUpload } from '../files/clean-upload.ts'
import type { ObjectStore } from '../files/object-store.ts'
import { voucherOf } from '../files/photos.ts'
import { createPrepareInspectionPhoto } from '../files/prepare-inspection-photo.ts'
import type { Db } from '../store/database.ts'
import { createFileReads } from '../store/files.ts'

type Options = { db: Db; uow: UnitOfWork; files: ObjectStore; clock: Clock; ids: Ids; rules: RuleBook }

/** How pictures of the bench and files of partners come in and go out, and how evidence reaches 1688. */
export function composeFiles({ db, uow, files, clock, ids, rules }: Options) {
  const reads = createFileReads(db)
  return {
    preparePhoto: createPrepareInspectionPhoto(files),
    prepareUpload: createPrepareUpload({
      ...{ uow, clock, ids, rules, unusedBytes: reads.unusedBytes, cleanFile: createCleanUpload() },
      putFile: async (storageKey, { bytes, contentType }) => void (await files.put(storageKey, bytes, contentType)),
    }),
    sweepFiles: createSweepFiles({ uow, clock, rules, sweepable: reads, deleteFile: files.delete }),
    /** What 1688 takes of a file as a voucher; null for what is no picture. */
    readVoucher: async (fileId: string): Promise<Uint8Array | null> => {
      const file = existing(await uow.run((tx) => tx.files.find(fileId)), fileId)
      if (!file.contentType.startsWith('image/')) return null
      return voucherOf(existing((await files.get(file.storageKey)) ?? undefined, fileId))
    },
  }
}
