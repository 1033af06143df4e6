import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readReconciliation, reconciliationExample, reconciliationWire } from './reconciliation-wire.ts'

const settlement = z
  .strictObject({ state: z.enum(['EXPLAINED', 'RESOLVED']), reason: z.string().regex(/\S/).max(500) })
  .meta({ id: 'StaffSettlement' })

export const settleDifference = openTo(
  ['finance'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/differences/{differenceId}/settle',
    operationId: 'settleDifference',
    tag: 'Reconciliation',
    summary: 'Explain or resolve a difference',
    description: 'Changes no book. A resolved one that is found again opens by itself.',
    scope: null,
    params: z.object({ differenceId: idWire('dif') }),
    body: settlement,
    bodyExample: { state: 'EXPLAINED', reason: 'Samples bought by hand.' },
    response: { status: 200, schema: reconciliationWire, example: reconciliationExample },
    problems: [401, 403, 404, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) => commands.settleDifference(tx, { actor: actor(), differenceId: params.differenceId, ...body }))
      return readReconciliation(context)
    },
  }),
)
