import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readReconciliation, reconciliationExample, reconciliationWire } from './reconciliation-wire.ts'

export const requestComparison = openTo(
  ['finance', 'operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/reconciliation/runs',
    operationId: 'requestComparison',
    tag: 'Reconciliation',
    summary: 'Compare the books now',
    description: 'A job does it; the page shows how far it is. Refused while one waits or runs.',
    scope: null,
    response: { status: 200, schema: reconciliationWire, example: reconciliationExample },
    problems: [401, 403, 409],
    handler: async (context) => {
      await context.unitOfWork.run((tx) => context.commands.requestComparison(tx, { actor: context.actor() }))
      return readReconciliation(context)
    },
  }),
)
