import { z } from 'zod'
import type { StaffReads } from '../../../domain/read-ports.ts'
import type { StaffUser } from '../../../domain/staff/staff-user.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { allowedOnInspection, INSPECTION_MOVES } from '../allowed-moves.ts'
import { historyWire, toHistoryWire } from '../history-wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import { staffServiceExample, staffServiceWire, toStaffServiceWire } from '../services/staff-service-wire.ts'
import { photoWire, toPhotoWire } from './photo-wire.ts'

const limitsWire = z.object({ accept: z.int(), reject: z.int() }).meta({ id: 'StaffPlanLimits' })

const defectWire = z
  .object({ checkType: z.string(), severity: z.enum(['critical', 'major', 'minor']), quantity: z.int(), description: z.string() })
  .meta({ id: 'StaffDefect' })

const planWire = z
  .object({
    sampleSize: z.int(),
    codeLetter: z.string().nullable(),
    acceptance: z.object({ critical: limitsWire, major: limitsWire, minor: limitsWire }),
    shots: z.array(z.string()),
    checks: z.array(z.string()),
    notCovered: z.array(z.string()),
  })
  .meta({ id: 'StaffInspectionPlan', description: 'What to do at the bench; null until it is prepared.' })

export const inspectionWire = z
  .object({
    id: idWire('ins'),
    state: z.string(),
    level: z.string(),
    livemode: z.boolean(),
    orderId: z.string(),
    lineId: z.string(),
    expectedQuantity: z.int(),
    countedQuantity: z.int().nullable(),
    passedQuantity: z.int().nullable(),
    failedQuantity: z.int().nullable(),
    plan: planWire.nullable(),
    defects: z.array(defectWire),
    remark: z.string().nullable(),
    inspectBy: instantWire,
    startedAt: instantWire.nullable(),
    completedAt: instantWire.nullable(),
    decideBy: instantWire.nullable(),
    decision: z.string().nullable(),
    product: staffProductWire,
    services: z.array(staffServiceWire),
    parcel: z.object({
      id: z.string(),
      waybillNo: z.string(),
      courierName: z.string().nullable(),
      state: z.string(),
      arrivedAt: instantWire.nullable(),
      weightG: z.int().nullable(),
    }),
    parcelInspections: z
      .array(z.object({ id: z.string(), state: z.string() }))
      .meta({ description: 'All inspections of the same parcel.' }),
    photos: z.array(photoWire),
    history: historyWire,
    allowed: z.array(z.enum(INSPECTION_MOVES)).meta({ description: 'What you may do now.' }),
  })
  .meta({ id: 'StaffInspection', description: 'An inspection as the bench sees it.' })

/** Everything the inspection page shows. Throws `resource.not_found`. */
export async function readInspection(reads: StaffReads, id: string, user: StaffUser): Promise<z.output<typeof inspectionWire>> {
  const found = await reads.inspection(id)
  if (found === undefined) throw new Problem('resource.not_found')
  const { inspection, parcel, photos, line, history } = found
  const siblings = (await reads.parcelByWaybill(parcel.waybillNo))?.inspections ?? [inspection]
  const {
    partnerId: _partner,
    inspectorId: _inspector,
    decidedAt: _decided,
    createdAt: _created,
    updatedAt: _updated,
    ...facts
  } = inspection
  return {
    ...facts,
    inspectBy: inspection.inspectBy.toISOString(),
    startedAt: toInstantWire(inspection.startedAt),
    completedAt: toInstantWire(inspection.completedAt),
    decideBy: toInstantWire(inspection.decideBy),
    product: toStaffProductWire(line),
    services: line.services.map(toStaffServiceWire),
    parcel: {
      id: parcel.id,
      waybillNo: parcel.waybillNo,
      courierName: parcel.courierName,
      state: parcel.state,
      arrivedAt: toInstantWire(parcel.arrivedAt),
      weightG: parcel.weightG,
    },
    parcelInspections: siblings.map((sibling) => ({ id: sibling.id, state: sibling.state })),
    photos: photos.map(toPhotoWire),
    history: toHistoryWire(history),
    allowed: allowedOnInspection(user, inspection.state),
  }
}

const limits = { accept: 0, reject: 1 }

export const inspectionExample: z.input<typeof inspectionWire> = {
  id: 'ins_01kd5v3m8qf6mrx3e0c9h2t4za',
  state: 'READY',
  level: 'STANDARD',
  livemode: true,
  orderId: 'ord_01kd5v3m8qf6mrx3e0c9h2t4za',
  lineId: 'oln_01kd5v3m8qf6mrx3e0c9h2t4za',
  expectedQuantity: 24,
  countedQuantity: null,
  passedQuantity: null,
  failedQuantity: null,
  plan: {
    sampleSize: 5,
    codeLetter: 'C',
    acceptance: { critical: limits, major: limits, minor: limits },
    shots: ['outerBox'],
    checks: ['QUANTITY'],
    notCovered: ['FUNCTION'],
  },
  defects: [],
  remark: null,
  inspectBy: '2026-03-01T12:00:00.000Z',
  startedAt: null,
  completedAt: null,
  decideBy: null,
  decision: null,
  product: productExample,
  services: [staffServiceExample],
  parcel: {
    id: 'pcl_01kd5v3m8qf6mrx3e0c9h2t4za',
    waybillNo: 'SF1488238836',
    courierName: '顺丰速运',
    state: 'MATCHED',
    arrivedAt: '2026-02-28T12:00:00.000Z',
    weightG: 8640,
  },
  parcelInspections: [{ id: 'ins_01kd5v3m8qf6mrx3e0c9h2t4za', state: 'READY' }],
  photos: [],
  history: [],
  allowed: ['start'],
}
