import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ControlError, control, found } from '../control/respond.ts'
import { advanceShipment, planCarrierStep } from '../state/carrier/advance-shipment.ts'
import { CARRIER_STATUSES, type CarrierShipment } from '../state/carrier/shipment.ts'
import { runDue } from '../state/run-due.ts'
import type { World } from '../state/world.ts'
import { labelPicture } from './label-picture.ts'

const createSchema = z.strictObject({
  reference: z.string().min(1).max(64),
  weightG: z.number().int().positive(),
  destinationCountry: z.string().regex(/^[A-Z]{2}$/),
  lineCode: z.string().min(1).max(40),
})

const advanceSchema = z.strictObject({ status: z.enum(CARRIER_STATUSES).optional() })

/** The international carrier: shipments, their events, and labels. */
export function carrierRoutes(server: FastifyInstance, world: () => World): void {
  control(server, 'POST', '/carrier/shipments', {
    world,
    handle(at) {
      const body = at.read(createSchema)
      const known = at.world.carrier.byReference(body.reference)
      if (known && !sameShipment(known, body)) throw new ControlError(409, `reference ${body.reference} was used for another shipment`)
      return view(at.world, known ?? create(at.world, body))
    },
  })
  control(server, 'GET', '/carrier/shipments/:trackingNo', {
    world,
    handle(at) {
      runDue(at.world)
      return view(at.world, found(at.world.carrier.find(at.path.trackingNo ?? ''), 'shipment'))
    },
  })
  control(server, 'GET', '/control/carrier', { world, handle: (at) => ({ shipments: at.world.carrier.all().slice(-200) }) })
  control(server, 'POST', '/control/carrier/:trackingNo/advance', {
    world,
    handle(at) {
      const shipment = found(at.world.carrier.find(at.path.trackingNo ?? ''), 'shipment')
      advanceShipment(at.world, shipment, at.read(advanceSchema).status)
      return view(at.world, shipment)
    },
  })
  server.get<{ Params: { file: string } }>('/carrier/labels/:file', async (request, reply) => {
    const shipment = world().carrier.find(request.params.file.replace(/\.png$/, ''))
    if (!shipment) return reply.status(404).send({ error: 'shipment not found' })
    return reply.type('image/png').send(await labelPicture(shipment))
  })
}

function create(world: World, body: z.output<typeof createSchema>): CarrierShipment {
  const trackingNo = `XY${world.sequence.next().toString().slice(-11)}CN`
  const shipment: CarrierShipment = { ...body, trackingNo, status: 'LABEL_CREATED', events: [] }
  advanceShipment(world, shipment, 'LABEL_CREATED')
  world.carrier.add(shipment)
  planCarrierStep(world, shipment)
  return shipment
}

function sameShipment(known: CarrierShipment, body: z.output<typeof createSchema>): boolean {
  return known.weightG === body.weightG && known.destinationCountry === body.destinationCountry && known.lineCode === body.lineCode
}

function view(world: World, shipment: CarrierShipment): Record<string, unknown> {
  return { ...shipment, labelUrl: `${world.publicUrl}/carrier/labels/${shipment.trackingNo}.png` }
}
