import { z } from 'zod'
import type { RefundCase } from '../../../domain/refunds/refund-case.ts'
import { REFUND_STATES } from '../../../domain/refunds/refund-states.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'
import { evidenceItemWire } from './evidence-item.ts'

export const refundStatusWire = z.enum(REFUND_STATES).meta({ id: 'RefundStatus', description: 'Where a claim stands. May gain values.' })

const settlementWire = z
  .object({
    outcome: z.enum(['CLOSED', 'COMPENSATED']).meta({ description: 'COMPENSATED: we pay `paidOut` ourselves. CLOSED: nothing is paid.' }),
    keptGoods: z.boolean().meta({ description: 'Units that lay on hold are in your stock as they are; else they are yours to decide on.' }),
    reason: z.string(),
  })
  .meta({ id: 'RefundSettlement', description: 'What we did with a claim that the seller or 1688 had closed.' })

export const refundWire = z
  .object({
    object: z.literal('refund'),
    id: idWire('rfc'),
    livemode: z.boolean(),
    orderId: idWire('ord'),
    lineId: idWire('oln'),
    inspectionId: idWire('ins').nullable(),
    status: refundStatusWire,
    type: z.string(),
    reasonCode: z.string(),
    description: z.string(),
    quantity: z.int().min(0),
    requested: moneyWire.meta({ description: 'What was asked for, in the currency of the order.' }),
    approved: moneyWire.nullable().meta({ description: 'What the seller agreed to, in CNY.' }),
    paidOut: moneyWire.nullable().meta({ description: 'What came back to your wallet, at the rate of the order.' }),
    deadlineAt: instantWire.nullable().meta({ description: 'When the present step ends by itself.' }),
    rejectReason: z.string().nullable(),
    settlement: settlementWire.nullable().meta({ description: 'Set when 1688 closed the claim and we have decided about it.' }),
    returnWaybillNo: z.string().nullable(),
    evidenceFileIds: z.array(idWire('fil')).meta({ description: 'Every file of the claim.' }),
    evidence: z.array(evidenceItemWire).meta({ description: 'What was handed in for an item of the reason.' }),
    missingEvidence: z
      .array(z.string())
      .meta({ description: 'What has to be handed in before `deadlineAt` while the claim is in NEEDS_EVIDENCE.' }),
    paidOutAt: instantWire.nullable(),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'Refund', description: 'One claim for money back on some units of one line.' })

export function presentRefund(refund: RefundCase): z.input<typeof refundWire> {
  const { id, livemode, orderId, lineId, inspectionId, type, reasonCode, description, quantity } = refund
  const { rejectReason, returnWaybillNo, evidenceFileIds, missingEvidence, currency, settlement } = refund
  return {
    ...{ object: 'refund', id, livemode, orderId, lineId, inspectionId, status: refund.state, type, reasonCode, description, quantity },
    requested: toMoneyWire(refund.requestedMinor, currency),
    approved: refund.approvedFen === null ? null : toMoneyWire(refund.approvedFen, 'CNY'),
    paidOut: refund.payoutMinor === null ? null : toMoneyWire(refund.payoutMinor, currency),
    deadlineAt: toInstantWire(refund.deadlineAt),
    settlement: settlement && { outcome: settlement.outcome, keptGoods: settlement.keptGoods, reason: settlement.reason },
    ...{ rejectReason, returnWaybillNo, evidenceFileIds, evidence: refund.evidenceItems, missingEvidence },
    paidOutAt: toInstantWire(refund.paidOutAt),
    createdAt: toInstantWire(refund.createdAt),
    updatedAt: toInstantWire(refund.updatedAt),
  }
}

export function refundTag(refund: RefundCase): string {
  return versionTag(refund.version)
}

export const refundExample: z.input<typeof refundWire> = {
  object: 'refund',
  id: EXAMPLE.refund,
  livemode: true,
  orderId: EXAMPLE.order,
  lineId: EXAMPLE.line,
  inspectionId: EXAMPLE.inspection,
  status: 'FILED_UPSTREAM',
  type: 'PARTIAL_REFUND',
  reasonCode: 'DAMAGED_ON_ARRIVAL',
  description: 'Three shades arrived cracked.',
  quantity: 3,
  requested: { amount: 758, currency: 'USD' },
  approved: null,
  paidOut: null,
  deadlineAt: '2026-11-27T01:02:03.000Z',
  rejectReason: null,
  settlement: null,
  returnWaybillNo: null,
  evidenceFileIds: [EXAMPLE.file],
  evidence: [{ fileId: EXAMPLE.file, item: 'DEFECT_CLOSE_UP' }],
  missingEvidence: [],
  paidOutAt: null,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}
