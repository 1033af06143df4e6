import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readReconciliation, reconciliationExample, reconciliationWire } from './reconciliation-wire.ts'

const returned = z
  .strictObject({
    returnedFen: z.int().min(0).max(1_000_000_000_000).meta({ description: 'What came back to our account, in fen.' }),
    reason: z.string().regex(/\S/).max(500),
  })
  .meta({ id: 'StaffReturnedMoney' })

export const bookReturnedMoney = openTo(
  ['finance', 'operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/differences/{differenceId}/returned-money',
    operationId: 'bookReturnedMoney',
    tag: 'Reconciliation',
    summary: 'Book the money of an ended order',
    description:
      'For an order 1688 closed after it was paid: books what came back, gives the partner all that was paid for its lines, and ends them. What did not come back is our loss. Above rule `fourEyes`, or with a loss above rule `compensationFourEyes`, the first person is only written down (`trail`), and another one with the same amount books it. 1688 is asked whether the order is over.',
    scope: null,
    params: z.object({ differenceId: idWire('dif') }),
    body: returned,
    bodyExample: { returnedFen: 12_300, reason: 'Back in our Alipay account on 22 November.' },
    response: { status: 200, schema: reconciliationWire, example: reconciliationExample },
    problems: [401, 403, 404, 409, 422, 503],
    handler: async (context) => {
      const { unitOfWork, commands, preparations, params, body, actor } = context
      const order = await preparations.readEndedOrder(params.differenceId)
      const input = { actor: actor(), differenceId: params.differenceId, order, reason: body.reason, returnedFen: BigInt(body.returnedFen) }
      await unitOfWork.run((tx) => commands.bookReturnedMoney(tx, input))
      return readReconciliation(context)
    },
  }),
)
