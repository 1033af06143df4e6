import { z } from 'zod'
import type { PartnerEvent } from '../../../domain/events/partner-event.ts'
import { EVENT_TYPES } from '../../../domain/webhooks/event-types.ts'
import { API_VERSION } from '../../plugins/api-version.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const eventTypeWire = z.enum(EVENT_TYPES).meta({ id: 'EventType', description: 'What can be told. May gain values.' })

export const eventWire = z
  .object({
    id: idWire('evt'),
    type: eventTypeWire,
    apiVersion: z.string(),
    createdAt: instantWire,
    partnerId: z.string(),
    livemode: z.boolean(),
    sequence: z.int().min(1).meta({ description: '1, 2, 3 ... for each resource, without gaps.' }),
    resource: z
      .object({ type: z.string(), id: z.string(), version: z.int().min(1) })
      .meta({ id: 'EventResource', description: 'What it is about, and which version of it.' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What changed; read the resource for the rest.' }),
  })
  .meta({ id: 'PartnerEvent', description: 'A fact you are told, by webhook and here.' })

/** An event as partners see it, here and in a webhook. */
export function presentEvent(event: PartnerEvent): z.input<typeof eventWire> {
  const { id, type, partnerId, livemode, sequence, payload } = event
  return {
    ...{ id, type, apiVersion: API_VERSION, createdAt: toInstantWire(event.createdAt), partnerId, livemode, sequence },
    resource: { type: event.resourceType, id: event.resourceId, version: event.resourceVersion },
    data: plain(payload) as Record<string, unknown>,
  }
}

/** Amounts are bigint inside and money like everywhere else outside; a lone one beyond 2^53 is shown as text rather than wrongly. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('amountMinor' in value && 'currency' in value) return { amount: plain(value.amountMinor), currency: value.currency }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

export const eventExample: z.input<typeof eventWire> = {
  id: EXAMPLE.event,
  type: 'order.paid',
  apiVersion: API_VERSION,
  createdAt: EXAMPLE.at,
  partnerId: EXAMPLE.partner,
  livemode: true,
  sequence: 1,
  resource: { type: 'order', id: EXAMPLE.order, version: 2 },
  data: { id: EXAMPLE.order, externalRef: 'PO-2026-1107', total: { amount: 13_581, currency: 'USD' } },
}
