import { z } from 'zod'
import type { HistoryEntry } from '../../../domain/events/history.ts'
import { ACTOR_KINDS } from '../../../domain/shared/actor.ts'
import { wholeList } from '../../pagination.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, listWire, toInstantWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'

const entryWire = z
  .object({
    resourceType: z.string(),
    resourceId: z.string(),
    fromStatus: z.string(),
    event: z.string(),
    toStatus: z.string(),
    actor: z.enum(ACTOR_KINDS).meta({ description: 'Who did it; people are not named.' }),
    reason: z.string().nullable(),
    at: instantWire,
  })
  .meta({ id: 'TimelineEntry', description: 'One move of something that belongs to the order.' })

export const listOrderTimeline = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders/{orderId}/timeline',
  operationId: 'listOrderTimeline',
  tag: 'Orders',
  summary: 'Read what happened to an order',
  description: 'Every move of its lines, parcels, inspections and refunds, oldest first, with who caused it and why.',
  scope: 'orders:read',
  params: z.object({ orderId: idWire('ord') }),
  response: {
    status: 200,
    schema: listWire(entryWire, 'Timeline'),
    example: wholeList([
      {
        resourceType: 'orderLine',
        resourceId: EXAMPLE.line,
        fromStatus: 'PENDING_PAYMENT',
        event: 'pay',
        toStatus: 'PAID',
        actor: 'partner',
        reason: null,
        at: EXAMPLE.at,
      },
    ]),
  },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.order(tenant, params.orderId)
    if (!view) throw new Problem('resource.not_found')
    const entries = await reads.timeline(tenant, params.orderId)
    return wholeList(entries.map(present))
  },
})

function present(entry: HistoryEntry): z.input<typeof entryWire> {
  return {
    resourceType: entry.machine,
    resourceId: entry.resourceId,
    fromStatus: entry.fromState,
    event: entry.event,
    toStatus: entry.toState,
    actor: entry.actor.kind,
    reason: entry.reason,
    at: toInstantWire(entry.at),
  }
}
