import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { PARTNER_REASONS } from './partner-reasons.ts'
import { presentSimulation, simulationWire } from './simulation-presenter.ts'

export const simulateRefund = definePartnerRoute({
  method: 'POST',
  path: '/v1/refunds/simulations',
  operationId: 'simulateRefund',
  tag: 'Refunds',
  summary: 'See what could come back',
  description:
    'What may be asked for some units of a line as they are now: each way with what it would pay, who pays it and the way back, by when, and on what evidence. By the rules a claim is taken or refused with; nothing is filed.',
  scope: 'refunds:read',
  cost: 2,
  body: z
    .strictObject({
      lineId: idWire('oln'),
      quantity: z.int().min(1).max(1_000_000).optional().meta({ description: 'All units that may still be claimed unless said.' }),
      reasonCode: z.enum(PARTNER_REASONS).optional().meta({ description: 'Every reason unless said.' }),
    })
    .meta({ id: 'SimulateRefund', description: 'Which units, and why.' }),
  bodyExample: { lineId: EXAMPLE.line, quantity: 3, reasonCode: 'DAMAGED_ON_ARRIVAL' },
  response: { status: 200, schema: simulationWire, example: example() },
  problems: [404],
  idempotent: true,
  handler: async ({ commands, tx, tenant, body }) => {
    const { lineId, quantity = null, reasonCode = null } = body
    return presentSimulation(await commands.simulateRefund(tx, { tenant, lineId, quantity, reasonCode }))
  },
})

function example(): z.input<typeof simulationWire> {
  const usd = (amount: number) => ({ amount, currency: 'USD' as const })
  const threeDays = { at: '2026-11-25T01:02:03.000Z', afterSeconds: null }
  return {
    object: 'refundSimulation',
    orderId: EXAMPLE.order,
    lineId: EXAMPLE.line,
    goodsStatus: 'received',
    quantity: 3,
    refundableQuantity: 50,
    refundable: usd(14_293),
    options: [
      {
        ...{ type: 'PARTIAL_REFUND', isPossible: true, refusal: null, fundedBy: 'seller', goods: 'kept', agreedBy: 'seller' },
        requested: usd(758),
        reasons: [
          {
            reasonCode: 'DAMAGED_ON_ARRIVAL',
            payout: { goods: usd(758), domesticFreight: usd(0), serviceFee: usd(0), services: usd(0), fxMargin: usd(11), total: usd(769) },
            evidence: { required: ['OUTER_BOX', 'OPENED_BOX', 'DEFECT_CLOSE_UP'], missing: ['OPENED_BOX'], ifApplicable: [] },
            returnFreight: null,
            deadlines: [
              { code: 'EVIDENCE_BY', ...threeDays, ruleId: 'evidenceAnswer', ruleVersion: 'default' },
              { code: 'ESCALATE_FROM', ...threeDays, ruleId: 'R33', ruleVersion: 'default' },
            ],
          },
        ],
      },
    ],
  }
}
