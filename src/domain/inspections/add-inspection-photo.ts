import { MADE_BY_US, type StoredFile } from '../files/stored-file.ts'
import { canDo } from '../machine/machine.ts'
import { runEffect } from '../moves/advance.ts'
import { moveParcel } from '../moves/bindings.ts'
import { parcelMachine } from '../parcels/parcel-machine.ts'
import type { Transaction } from '../ports.ts'
import type { PreparedFile } from '../preparations.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { Inspection, InspectionPhoto } from './inspection.ts'

/** The shot that must exist before a parcel counts as opened: the closed box with its label (domain.md 7.4). */
export const OUTER_BOX_SHOT = 'OUTER_BOX'

/** Keeps both copies of a picture. The first picture of the closed box opens the parcel. */
export function createAddInspectionPhoto({ clock, ids }: { clock: Clock; ids: Ids }): Commands['addInspectionPhoto'] {
  return async (tx, input) => {
    const inspection = existing(await tx.inspections.lock(input.inspectionId), input.inspectionId)
    if (inspection.state !== 'IN_PROGRESS') {
      throw new Refusal('inspection.move_not_allowed', {
        id: inspection.id,
        state: inspection.state,
        event: 'addPhoto',
        allowed: ['start'],
      })
    }
    const at = clock.now()
    const keep = async (file: PreparedFile, audience: StoredFile['audience']) => {
      const row = {
        ...file,
        ...MADE_BY_US,
        partnerId: inspection.partnerId,
        livemode: inspection.livemode,
        id: ids.next('fil'),
        audience,
        storedAt: at,
        createdAt: at,
        version: 1,
      }
      await tx.files.insert(row)
      return row.id
    }
    const photo: InspectionPhoto = {
      partnerId: inspection.partnerId,
      livemode: inspection.livemode,
      id: ids.next('fil'),
      inspectionId: inspection.id,
      shot: input.shot,
      originalFileId: await keep(input.photo.original, 'staff'),
      redactedFileId: await keep(input.photo.redacted, 'partner'),
      takenBy: input.actor.id,
      takenAt: at,
      version: 1,
    }
    await tx.inspections.insertPhoto(photo)
    if (photo.shot === OUTER_BOX_SHOT) await openParcel(tx, inspection, input.actor, at)
    await tell(tx, inspection, photo, at)
    return photo
  }
}

async function openParcel(
  tx: Transaction,
  inspection: Inspection,
  actor: Parameters<typeof moveParcel>[2]['actor'],
  at: Date,
): Promise<void> {
  const parcel = existing(await tx.parcels.lock(inspection.parcelId), inspection.parcelId)
  if (canDo(parcelMachine, parcel.state, 'open')) await moveParcel(tx, parcel, { event: 'open', actor, at, facts: { outerPhotos: 1 } })
}

async function tell(tx: Transaction, inspection: Inspection, photo: InspectionPhoto, at: Date): Promise<void> {
  const subject = {
    tenant: { partnerId: inspection.partnerId, livemode: inspection.livemode },
    id: inspection.id,
    version: inspection.version,
    resourceType: 'inspection' as const,
    payload: { id: inspection.id, shot: photo.shot, fileId: photo.redactedFileId },
  }
  await runEffect(tx, 'event.inspection.photo_added', subject, { at })
}
