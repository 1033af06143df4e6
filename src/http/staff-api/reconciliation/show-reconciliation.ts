import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readReconciliation, reconciliationExample, reconciliationWire } from './reconciliation-wire.ts'

export const showReconciliation = openTo(
  ['finance', 'operatorAdmin'],
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/reconciliation',
    operationId: 'showReconciliation',
    tag: 'Reconciliation',
    summary: 'Differences between books',
    description: 'What our books and those of 1688 or the payment provider disagree about, seen last first, and the last comparisons.',
    scope: null,
    response: { status: 200, schema: reconciliationWire, example: reconciliationExample },
    problems: [401, 403],
    handler: (context) => readReconciliation(context),
  }),
)
