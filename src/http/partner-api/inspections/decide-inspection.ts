import { z } from 'zod'
import type { Transaction } from '../../../domain/ports.ts'
import type { Tenant } from '../../../domain/shared/tenant.ts'
import { sameTenant } from '../../../domain/shared/tenant.ts'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire, moneyInput } from '../../schema/wire.ts'
import { amountOf } from '../amount-of.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { decisionWire, inspectionExample, inspectionTag, inspectionWire, presentInspection } from './inspection-presenter.ts'

const decidedWire = z
  .object({ object: z.literal('inspectionDecision'), inspection: inspectionWire, refundId: idWire('rfc').nullable() })
  .meta({ id: 'DecidedInspection', description: 'The inspection after the decision, and the refund the decision opened, if any.' })

export const decideInspection = definePartnerRoute({
  method: 'POST',
  path: '/v1/inspections/{inspectionId}/decisions',
  operationId: 'decideInspection',
  tag: 'Warehouse',
  summary: 'Decide on failed units',
  description:
    'Keeps, claims, returns or throws away the units that failed or never came. Decide on what you have seen: send the ETag of the inspection in If-Match.',
  scope: 'inspections:decide',
  params: z.object({ inspectionId: idWire('ins') }),
  ifMatch: 'required',
  body: z
    .strictObject({
      decision: decisionWire,
      note: z.string().max(500).optional(),
      amount: moneyInput
        .optional()
        .meta({ description: 'Only for PARTIAL_REFUND: what to ask the seller for, in the currency of the order.' }),
    })
    .meta({ id: 'DecideInspection' }),
  bodyExample: { decision: 'PARTIAL_REFUND', amount: { amount: 1_500, currency: 'USD' }, note: 'We can sell them as seconds.' },
  response: {
    status: 201,
    schema: decidedWire,
    example: {
      object: 'inspectionDecision',
      inspection: { ...inspectionExample, status: 'DECIDED', decision: 'PARTIAL_REFUND', decidedAt: EXAMPLE.later },
      refundId: EXAMPLE.refund,
    },
  },
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, params, body, expectedVersion }) => {
    const { inspectionId } = params
    if (expectedVersion !== undefined) await requireVersion(tx, { tenant, inspectionId, expectedVersion })
    const amountMinor = await amountOf(tx, { tenant, amount: body.amount, orderId: (await tx.inspections.find(inspectionId))?.orderId })
    const decided = await commands.decideInspection(tx, {
      tenant,
      actor,
      inspectionId,
      decision: body.decision,
      note: body.note ?? null,
      amountMinor,
    })
    const view = { inspection: decided.inspection, photos: await tx.inspections.photosOf(inspectionId) }
    return answer(
      { object: 'inspectionDecision' as const, inspection: presentInspection(view), refundId: decided.refund?.id ?? null },
      { etag: inspectionTag(view), location: `/v1/inspections/${inspectionId}` },
    )
  },
})

/** Locks in the order of the use case (order first), so that nothing changes between this look and the decision. */
async function requireVersion(tx: Transaction, seen: { tenant: Tenant; inspectionId: string; expectedVersion: number }): Promise<void> {
  const known = await tx.inspections.find(seen.inspectionId)
  // A foreign one is left to the use case, whose answer is that of a missing one.
  if (!known || !sameTenant(known, seen.tenant)) return
  await tx.orders.lock(known.orderId)
  const locked = await tx.inspections.lock(seen.inspectionId)
  if (locked?.version !== seen.expectedVersion) throw new Problem('resource.version_mismatch')
}
