import { z } from 'zod'
import { SIMULATION_EVENTS } from '../../../domain/use-cases.ts'
import { Problem } from '../../problem.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'

const simulatedWire = z
  .object({
    object: z.literal('simulation'),
    event: z.enum(SIMULATION_EVENTS),
    resourceType: z.string(),
    resourceId: z.string(),
    status: z.string(),
  })
  .meta({ id: 'Simulation', description: 'What the event changed.' })

export const simulateEvent = definePartnerRoute({
  method: 'POST',
  path: '/v1/sandbox/simulations',
  operationId: 'simulateEvent',
  tag: 'Sandbox',
  summary: 'Let something happen',
  description: 'With a test key only: plays what sellers, couriers, inspectors and carriers would do to one of your test resources.',
  scope: 'sandbox:write',
  body: z
    .strictObject({
      event: z.enum(SIMULATION_EVENTS),
      resourceId: z
        .string()
        .regex(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
        .max(64)
        .meta({ description: 'The order, parcel, inspection, stock lot, shipment or refund it happens to.' }),
    })
    .meta({ id: 'SimulateEvent' }),
  bodyExample: { event: 'seller.ships', resourceId: EXAMPLE.order },
  response: {
    status: 201,
    schema: simulatedWire,
    example: { object: 'simulation', event: 'seller.ships', resourceType: 'order', resourceId: EXAMPLE.order, status: 'SELLER_SHIPPED' },
  },
  problems: [404, 502],
  idempotent: true,
  // The event is played in the world outside, so before the transaction that keeps the answer.
  prepare: async ({ sandbox, tenant, body }) => {
    if (tenant.livemode) throw new Problem('mode.test_only')
    return sandbox.simulate({ tenant, event: body.event, resourceId: body.resourceId })
  },
  handler: async ({ body, prepared }) => ({
    object: 'simulation' as const,
    event: body.event,
    resourceType: prepared.resourceType,
    resourceId: prepared.resourceId,
    status: prepared.state,
  }),
})
