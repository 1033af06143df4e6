import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { BENCH_ROLES, defineStaffRoute, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { inspectionExample, inspectionWire, readInspection } from './inspection-wire.ts'

export const startInspection = openTo(
  BENCH_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/inspections/{inspectionId}/start',
    operationId: 'startInspection',
    tag: 'Inspections',
    summary: 'Take an inspection to the bench',
    description: 'The time starts; taking your own again changes nothing.',
    scope: null,
    params: z.object({ inspectionId: idWire('ins') }),
    response: { status: 200, schema: inspectionWire, example: inspectionExample },
    problems: [401, 403, 409],
    handler: async (context) => {
      const { unitOfWork, commands, params, actor } = context
      await unitOfWork.run((tx) => commands.startInspection(tx, { actor: actor(), inspectionId: params.inspectionId }))
      return readInspection(context.reads, params.inspectionId, whoOf(context))
    },
  }),
)
