import { z } from 'zod'
import type { RefundCase } from '../../../domain/refunds/refund-case.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { allowedOnRefund, REFUND_MOVES } from '../allowed-moves.ts'
import { evidenceWire, readEvidence } from '../files/evidence-wire.ts'
import { historyWire, toHistoryWire } from '../history-wire.ts'
import { photoWire, toPhotoWire } from '../inspections/photo-wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import type { StaffContext } from '../staff-door.ts'
import { whoOf } from '../who.ts'

const settlementWire = z
  .object({ outcome: z.enum(['CLOSED', 'COMPENSATED']), keptGoods: z.boolean(), reason: z.string() })
  .meta({ id: 'StaffClaimSettlement', description: 'What we did with a claim that 1688 had closed.' })

const proposalWire = z
  .object({
    compensation: moneyWire,
    keepGoods: z.boolean(),
    reason: z.string(),
    maker: z.string(),
    createdAt: z.string(),
    allowed: z.array(z.enum(['approve', 'reject', 'withdraw'])).meta({ description: 'What you may say to it.' }),
  })
  .meta({ id: 'StaffCompensationProposal', description: 'Compensation above the limit of one hand: it waits for a second person.' })

export const refundWire = z
  .object({
    id: idWire('rfc'),
    state: z.string(),
    livemode: z.boolean(),
    orderId: z.string(),
    lineId: z.string(),
    inspectionId: z.string().nullable(),
    type: z.string(),
    reasonCode: z.string(),
    description: z.string(),
    quantity: z.int(),
    orderedQuantity: z.int(),
    requested: moneyWire.meta({ description: 'What the partner asks for.' }),
    requestedUpstream: moneyWire.meta({ description: 'What that is at 1688.' }),
    linePaid: moneyWire,
    lineRefunded: moneyWire.meta({ description: 'Given back for this line before.' }),
    approvedUpstream: moneyWire.nullable(),
    payout: moneyWire.nullable(),
    upstreamRefundId: z.string().nullable(),
    upstreamStatus: z.string().nullable(),
    deadlineAt: instantWire.nullable(),
    rejectReason: z.string().nullable(),
    settlement: settlementWire.nullable(),
    compensationProposal: proposalWire.nullable(),
    unitsOnHold: z.int().meta({ description: 'Of the line: units that wait for a decision.' }),
    returnWaybillNo: z.string().nullable(),
    evidence: z
      .array(evidenceWire)
      .meta({ description: 'Files of the claim: what the partner sent, and pictures of the bench as partners see them.' }),
    missingEvidence: z.array(z.string()).meta({ description: 'What the partner is asked for and has not handed in.' }),
    product: staffProductWire,
    photos: z.array(photoWire),
    history: historyWire,
    allowed: z.array(z.enum(REFUND_MOVES)).meta({ description: 'What you may do now.' }),
  })
  .meta({ id: 'StaffRefund', description: 'A claim as the refund desk sees it.' })

/** Everything the refund page shows. Throws `resource.not_found`. */
export async function readRefund(context: StaffContext, id: string): Promise<z.output<typeof refundWire>> {
  const found = await context.reads.refund(id)
  if (found === undefined) throw new Problem('resource.not_found')
  const { refund, line, photos, history } = found
  const { id: refundId, state, livemode, orderId, lineId, inspectionId, type, reasonCode, description, quantity } = refund
  const { upstreamRefundId, upstreamStatus, rejectReason, returnWaybillNo, missingEvidence } = refund
  return {
    ...{ id: refundId, state, livemode, orderId, lineId, inspectionId, type, reasonCode, description, quantity },
    ...{ upstreamRefundId, upstreamStatus, rejectReason, returnWaybillNo, missingEvidence },
    evidence: await readEvidence(context, refund),
    orderedQuantity: line.ordered,
    requested: toMoneyWire(refund.requestedMinor, refund.currency),
    requestedUpstream: toMoneyWire(refund.requestedFen, 'CNY'),
    linePaid: toMoneyWire(line.totalMinor, refund.currency),
    lineRefunded: toMoneyWire(line.refundedMinor, refund.currency),
    approvedUpstream: refund.approvedFen === null ? null : toMoneyWire(refund.approvedFen, 'CNY'),
    payout: refund.payoutMinor === null ? null : toMoneyWire(refund.payoutMinor, refund.currency),
    deadlineAt: toInstantWire(refund.deadlineAt),
    compensationProposal: await proposalOf(context, refund),
    settlement:
      refund.settlement === null
        ? null
        : { outcome: refund.settlement.outcome, keptGoods: refund.settlement.keptGoods, reason: refund.settlement.reason },
    unitsOnHold: line.failedOnHold,
    product: toStaffProductWire(line),
    photos: photos.map(toPhotoWire),
    history: toHistoryWire(history),
    // What is proposed is answered first.
    allowed: allowedOnRefund(whoOf(context), state).filter((move) => move !== 'settle' || refund.compensationProposal === null),
  }
}

const cny = (amount: number) => ({ amount, currency: 'CNY' as const })

/** What waits for a second person, with the name of the first; who proposed it may take it back, another of the paying desk may answer. */
async function proposalOf(context: StaffContext, { compensationProposal: waiting, currency, state }: RefundCase) {
  if (waiting === null || state !== 'UPSTREAM_CLOSED') return null
  const who = whoOf(context)
  const isPayer = PAYING_ROLES.some((role) => who.roles.includes(role))
  const open = waiting.makerId === who.id ? (['withdraw'] as const) : (['approve', 'reject'] as const)
  const names = await context.office.staffNames()
  return {
    compensation: toMoneyWire(waiting.compensationMinor, currency),
    ...{ keepGoods: waiting.keepGoods, reason: waiting.reason, maker: names.get(waiting.makerId) ?? waiting.makerId },
    createdAt: waiting.at,
    allowed: isPayer ? [...open] : [],
  }
}

const PAYING_ROLES = ['afterSales', 'operatorAdmin'] as const

export const refundExample: z.input<typeof refundWire> = {
  id: 'rfc_01kd5v3m8qf6mrx3e0c9h2t4za',
  state: 'UNDER_REVIEW',
  livemode: true,
  orderId: 'ord_01kd5v3m8qf6mrx3e0c9h2t4za',
  lineId: 'oln_01kd5v3m8qf6mrx3e0c9h2t4za',
  inspectionId: 'ins_01kd5v3m8qf6mrx3e0c9h2t4za',
  type: 'PARTIAL_REFUND',
  reasonCode: 'DAMAGED_ON_ARRIVAL',
  description: 'Six lamp shades are bent.',
  quantity: 6,
  orderedQuantity: 24,
  requested: { amount: 4380, currency: 'EUR' },
  requestedUpstream: cny(33600),
  linePaid: { amount: 17520, currency: 'EUR' },
  lineRefunded: { amount: 0, currency: 'EUR' },
  approvedUpstream: null,
  payout: null,
  upstreamRefundId: null,
  upstreamStatus: null,
  deadlineAt: '2026-03-01T12:00:00.000Z',
  rejectReason: null,
  settlement: null,
  compensationProposal: null,
  unitsOnHold: 6,
  returnWaybillNo: null,
  evidence: [
    {
      ...{ fileId: 'fil_01kd5v3m8qf6mrx3e0c9h2t4zb', items: ['DEFECT_CLOSE_UP'], isKept: true, isPicture: true, fromPartner: true },
      ...{ purpose: 'REFUND_EVIDENCE', fileName: 'shade.jpg', byteLength: 184_320 },
    },
  ],
  missingEvidence: [],
  product: productExample,
  photos: [],
  history: [],
  allowed: ['approve', 'reject'],
}
