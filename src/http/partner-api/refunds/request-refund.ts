import { z } from 'zod'
import { PARTNER_REFUND_TYPES } from '../../../domain/refunds/refund-types.ts'
import { answer } from '../../answer.ts'
import { idWire, moneyInput } from '../../schema/wire.ts'
import { amountOf } from '../amount-of.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { evidenceItemInput } from './evidence-item.ts'
import { PARTNER_REASONS } from './partner-reasons.ts'
import { presentRefund, refundExample, refundTag, refundWire } from './refund-presenter.ts'

export const requestRefund = definePartnerRoute({
  method: 'POST',
  path: '/v1/refunds',
  operationId: 'requestRefund',
  tag: 'Refunds',
  summary: 'Ask for money back',
  description:
    'Opens a claim on some units of one line; we file it with the seller at 1688, with up to five of the pictures, and follow it. Never more than was paid for these units.',
  scope: 'refunds:write',
  cost: 2,
  body: z
    .strictObject({
      lineId: idWire('oln'),
      quantity: z.int().min(1).max(1_000_000),
      type: z.enum(PARTNER_REFUND_TYPES),
      reasonCode: z.enum(PARTNER_REASONS),
      description: z.string().min(2).max(150).meta({ description: 'Shown to the seller.' }),
      amount: moneyInput.optional().meta({ description: 'In the currency of the order; all these units cost unless said.' }),
      evidenceFileIds: z.array(idWire('fil')).max(5).optional().meta({ description: 'Files of yours that show what happened.' }),
      evidence: z
        .array(evidenceItemInput)
        .max(10)
        .optional()
        .meta({ description: 'Files of yours that prove what the reason asks for: with all of it the claim need not wait for evidence.' }),
    })
    .meta({ id: 'RequestRefund' }),
  bodyExample: {
    lineId: EXAMPLE.line,
    quantity: 3,
    type: 'PARTIAL_REFUND',
    reasonCode: 'DAMAGED_ON_ARRIVAL',
    description: 'Three shades arrived cracked.',
    amount: { amount: 758, currency: 'USD' },
    evidence: [{ fileId: EXAMPLE.file, item: 'DEFECT_CLOSE_UP' }],
  },
  response: { status: 201, schema: refundWire, example: refundExample },
  problems: [404],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, body }) => {
    const { lineId, quantity, type, reasonCode, description } = body
    const amountMinor = await amountOf(tx, { tenant, amount: body.amount, orderId: (await tx.lines.find(lineId))?.orderId })
    const evidenceFileIds = body.evidenceFileIds ?? []
    const refund = await commands.requestRefund(tx, {
      tenant,
      actor,
      lineId,
      quantity,
      type,
      reasonCode,
      description,
      amountMinor,
      evidenceFileIds,
      evidenceItems: body.evidence ?? [],
    })
    return answer(presentRefund(refund), { location: `/v1/refunds/${refund.id}`, etag: refundTag(refund) })
  },
})
