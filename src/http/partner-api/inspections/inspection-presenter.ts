import { z } from 'zod'
import { INSPECTION_DECISIONS, type Inspection, type InspectionPhoto } from '../../../domain/inspections/inspection.ts'
import { INSPECTION_STATES } from '../../../domain/inspections/inspection-machine.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'
import { inspectionLevelWire } from '../quotes/inspection-level-wire.ts'

export const inspectionStatusWire = z
  .enum(INSPECTION_STATES)
  .meta({ id: 'InspectionStatus', description: 'Where an inspection stands. May gain values.' })
export const decisionWire = z
  .enum(INSPECTION_DECISIONS)
  .meta({ id: 'InspectionDecision', description: 'What becomes of units that failed or are missing.' })

const defectWire = z
  .object({
    checkType: z.string(),
    severity: z.enum(['critical', 'major', 'minor']),
    quantity: z.int().min(0),
    description: z.string(),
  })
  .meta({ id: 'Defect', description: 'What is wrong with how many units.' })

const photoWire = z
  .object({ shot: z.string().meta({ description: 'Which of the fixed shots it is.' }), fileId: idWire('fil'), takenAt: instantWire })
  .meta({ id: 'InspectionPhoto', description: 'A photo; personal data on labels is covered.' })

export const inspectionWire = z
  .object({
    object: z.literal('inspection'),
    id: idWire('ins'),
    livemode: z.boolean(),
    orderId: idWire('ord'),
    lineId: idWire('oln'),
    parcelId: idWire('pcl'),
    status: inspectionStatusWire,
    level: inspectionLevelWire,
    expectedQuantity: z.int().min(0),
    countedQuantity: z.int().min(0).nullable(),
    passedQuantity: z.int().min(0).nullable(),
    failedQuantity: z.int().min(0).nullable(),
    sampleSize: z.int().min(0).nullable().meta({ description: 'How many units are examined one by one; null until planned.' }),
    notCovered: z.array(z.string()).meta({ description: 'What this level does not look at.' }),
    defects: z.array(defectWire),
    remark: z.string().nullable(),
    photos: z.array(photoWire),
    decideBy: instantWire
      .nullable()
      .meta({ description: 'Until then a decision is asked of you; afterwards the policy of the line applies.' }),
    decision: decisionWire.nullable(),
    decidedAt: instantWire.nullable(),
    completedAt: instantWire.nullable(),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'Inspection', description: 'The examination of the units of one line out of one parcel.' })

export type InspectionView = { inspection: Inspection; photos: InspectionPhoto[] }

export function presentInspection({ inspection, photos }: InspectionView): z.input<typeof inspectionWire> {
  const { id, livemode, orderId, lineId, parcelId, level, remark, decision, plan } = inspection
  const { expectedQuantity, countedQuantity, passedQuantity, failedQuantity } = inspection
  return {
    ...{ object: 'inspection', id, livemode, orderId, lineId, parcelId, status: inspection.state, level },
    ...{ expectedQuantity, countedQuantity, passedQuantity, failedQuantity },
    sampleSize: plan?.sampleSize ?? null,
    notCovered: plan?.notCovered ?? [],
    defects: inspection.defects.map(({ checkType, severity, quantity, description }) => ({ checkType, severity, quantity, description })),
    remark,
    photos: photos.map((photo) => ({ shot: photo.shot, fileId: photo.redactedFileId, takenAt: toInstantWire(photo.takenAt) })),
    decideBy: toInstantWire(inspection.decideBy),
    decision,
    decidedAt: toInstantWire(inspection.decidedAt),
    completedAt: toInstantWire(inspection.completedAt),
    createdAt: toInstantWire(inspection.createdAt),
    updatedAt: toInstantWire(inspection.updatedAt),
  }
}

export function inspectionTag({ inspection, photos }: InspectionView): string {
  return versionTag(inspection.version, String(photos.length))
}

export const inspectionExample: z.input<typeof inspectionWire> = {
  object: 'inspection',
  id: EXAMPLE.inspection,
  livemode: true,
  orderId: EXAMPLE.order,
  lineId: EXAMPLE.line,
  parcelId: EXAMPLE.parcel,
  status: 'DECISION_PENDING',
  level: 'STANDARD',
  expectedQuantity: 50,
  countedQuantity: 49,
  passedQuantity: 46,
  failedQuantity: 3,
  sampleSize: 13,
  notCovered: ['electrical safety'],
  defects: [{ checkType: 'VISUAL_DAMAGE', severity: 'major', quantity: 3, description: 'Cracked shade' }],
  remark: null,
  photos: [{ shot: 'outer_box', fileId: EXAMPLE.file, takenAt: EXAMPLE.at }],
  decideBy: '2026-11-25T01:02:03.000Z',
  decision: null,
  decidedAt: null,
  completedAt: EXAMPLE.at,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}
