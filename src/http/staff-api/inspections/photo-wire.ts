import { z } from 'zod'
import type { InspectionPhoto } from '../../../domain/inspections/inspection.ts'
import { instantWire } from '../../schema/wire.ts'

export const photoWire = z
  .object({
    id: z.string(),
    shot: z.string(),
    originalFileId: z.string().meta({ description: 'Untouched; staff only.' }),
    redactedFileId: z.string().meta({ description: 'What the partner sees.' }),
    takenBy: z.string(),
    takenAt: instantWire,
  })
  .meta({ id: 'StaffPhoto', description: 'A picture taken at the bench.' })

export function toPhotoWire({ id, shot, originalFileId, redactedFileId, takenBy, takenAt }: InspectionPhoto) {
  return { id, shot, originalFileId, redactedFileId, takenBy, takenAt: takenAt.toISOString() }
}

export const photoExample = {
  id: 'fil_01kd5v3m8qf6mrx3e0c9h2t4za',
  shot: 'outerBox',
  originalFileId: 'fil_01kd5v3m8qf6mrx3e0c9h2t4zb',
  redactedFileId: 'fil_01kd5v3m8qf6mrx3e0c9h2t4zc',
  takenBy: 'stf_01kd5v3m8qf6mrx3e0c9h2t4za',
  takenAt: '2026-03-01T12:00:00.000Z',
}
