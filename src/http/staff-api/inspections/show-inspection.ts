import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { inspectionExample, inspectionWire, readInspection } from './inspection-wire.ts'

export const showInspection = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/inspections/{inspectionId}',
    operationId: 'showInspection',
    tag: 'Inspections',
    summary: 'An inspection',
    description: 'The promise, the plan, what was found so far, and what you may do now.',
    scope: null,
    params: z.object({ inspectionId: idWire('ins') }),
    response: { status: 200, schema: inspectionWire, example: inspectionExample },
    problems: [401, 403],
    handler: async (context) => readInspection(context.reads, context.params.inspectionId, whoOf(context)),
  }),
)
