import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { BENCH_ROLES, defineStaffRoute, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { inspectionExample, inspectionWire, readInspection } from './inspection-wire.ts'

const count = z.int().min(0).max(1_000_000)

const completion = z
  .strictObject({
    outcome: z.enum(['PASS', 'PASS_WITH_REMARK', 'FAIL']),
    countedQuantity: count,
    passedQuantity: count,
    failedQuantity: count,
    defects: z
      .array(
        z
          .strictObject({
            checkType: z.string().min(1).max(40),
            severity: z.enum(['critical', 'major', 'minor']),
            quantity: z.int().min(1).max(1_000_000),
            description: z.string().max(500),
          })
          .meta({ id: 'StaffDefectInput' }),
      )
      .max(100),
    remark: z.string().max(1000).nullable(),
  })
  .meta({ id: 'StaffCompletion' })

export const completeInspection = openTo(
  BENCH_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/inspections/{inspectionId}/complete',
    operationId: 'completeInspection',
    tag: 'Inspections',
    summary: 'Hand in the verdict',
    description: 'Counts, defects and the outcome. Short or failed pieces make it a FAIL: a pass leaves nothing unexplained.',
    scope: null,
    params: z.object({ inspectionId: idWire('ins') }),
    body: completion,
    bodyExample: { outcome: 'PASS', countedQuantity: 24, passedQuantity: 24, failedQuantity: 0, defects: [], remark: null },
    response: { status: 200, schema: inspectionWire, example: inspectionExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) => commands.completeInspection(tx, { ...body, actor: actor(), inspectionId: params.inspectionId }))
      return readInspection(context.reads, params.inspectionId, whoOf(context))
    },
  }),
)
