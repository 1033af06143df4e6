import { z } from 'zod'
import type { Inspection } from '../../../domain/inspections/inspection.ts'
import { canDo } from '../../../domain/machine/machine.ts'
import { parcelMachine } from '../../../domain/parcels/parcel-machine.ts'
import { isId } from '../../../domain/shared/ids.ts'
import { Problem } from '../../problem.ts'
import { BENCH_ROLES, defineStaffRoute, EVERY_ROLE, openTo, requireRole, type StaffContext } from '../staff-door.ts'

const scan = z
  .strictObject({
    code: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: 'What the scanner read: a waybill, or the id of an inspection, shipment, refund or stock lot.' }),
    weightG: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'The parcel on the scale, when a waybill is scanned at the dock.' }),
  })
  .meta({ id: 'StaffScan' })

const scanResult = z
  .object({
    kind: z.enum(['inspection', 'consolidation', 'refund', 'lot', 'parcel']),
    targetId: z.string().nullable().meta({ description: 'The page to open; null when the parcel carries nothing to inspect.' }),
    parcelId: z.string().nullable(),
    waybillNo: z.string().nullable(),
    arrivedNow: z.boolean().meta({ description: 'True when this scan registered the arrival.' }),
  })
  .meta({ id: 'StaffScanResult', description: 'What a scanned code is.' })

type ScanResult = z.output<typeof scanResult>

export const scanCode = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/scans',
    operationId: 'scanCode',
    tag: 'Tasks',
    summary: 'Scan a code',
    description:
      'Finds what a code stands for. The waybill of a parcel that is expected registers its arrival; scanning again changes nothing.',
    scope: null,
    body: scan,
    bodyExample: { code: 'SF1488238836', weightG: 8640 },
    response: {
      status: 200,
      schema: scanResult,
      example: {
        kind: 'inspection',
        targetId: 'ins_01kd5v3m8qf6mrx3e0c9h2t4za',
        parcelId: 'pcl_01kd5v3m8qf6mrx3e0c9h2t4za',
        waybillNo: 'SF1488238836',
        arrivedNow: true,
      },
    },
    problems: [401, 403, 404, 409, 422],
    handler: async (context) => {
      const code = context.body.code.trim()
      return (await findById(context, code)) ?? (await receiveParcel(context, code, context.body.weightG ?? null))
    },
  }),
)

/** Ids are printed on our own labels; some scanners send capitals. */
async function findById({ reads }: StaffContext, code: string): Promise<ScanResult | undefined> {
  const id = code.toLowerCase()
  const nothingMore = { parcelId: null, waybillNo: null, arrivedNow: false }
  if (isId('ins', id) && (await reads.inspection(id))) return { kind: 'inspection', targetId: id, ...nothingMore }
  if (isId('shp', id) && (await reads.shipment(id))) return { kind: 'consolidation', targetId: id, ...nothingMore }
  if (isId('rfc', id) && (await reads.refund(id))) return { kind: 'refund', targetId: id, ...nothingMore }
  if (isId('lot', id) && (await reads.lot(id))) return { kind: 'lot', targetId: id, ...nothingMore }
  return undefined
}

async function receiveParcel(context: StaffContext, waybillNo: string, weightG: number | null): Promise<ScanResult> {
  const { reads, unitOfWork, commands, signedIn } = context
  const found = await reads.parcelByWaybill(waybillNo)
  if (found === undefined) throw new Problem('parcel.waybill_unknown', { waybillNo }, { status: 404 })
  if (!canDo(parcelMachine, found.parcel.state, 'arrive')) return resultOf(found.parcel, found.inspections, false)
  if (signedIn === null) throw new Problem('auth.required')
  requireRole(signedIn.user, BENCH_ROLES)
  const actor = { kind: 'warehouseStaff' as const, id: signedIn.user.id }
  const { parcel, inspections } = await unitOfWork.run((tx) => commands.arriveParcel(tx, { actor, waybillNo, weightG }))
  return resultOf(parcel, inspections, true)
}

/** The first inspection still to do; when all are done, the first of them. */
function resultOf(parcel: { id: string; waybillNo: string }, inspections: readonly Inspection[], arrivedNow: boolean): ScanResult {
  const target = inspections.find((inspection) => inspection.completedAt === null) ?? inspections[0]
  const kind = target === undefined ? 'parcel' : 'inspection'
  return { kind, targetId: target?.id ?? null, parcelId: parcel.id, waybillNo: parcel.waybillNo, arrivedNow }
}
