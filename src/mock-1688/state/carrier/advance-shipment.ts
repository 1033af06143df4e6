import type { World } from '../world.ts'
import { CARRIER_STATUSES, type CarrierShipment, type CarrierStatus } from './shipment.ts'

const HOUR_MS = 3_600_000

const TEXTS: Readonly<Record<CarrierStatus, { location: string; description: string }>> = {
  LABEL_CREATED: { location: 'CN', description: 'Shipping label created' },
  PICKED_UP: { location: 'Guangzhou, CN', description: 'Picked up from the warehouse' },
  EXPORT_CLEARED: { location: 'Guangzhou, CN', description: 'Export customs cleared' },
  IN_TRANSIT: { location: 'In transit', description: 'Departed origin country' },
  IMPORT_CLEARANCE: { location: '', description: 'Import customs clearance' },
  OUT_FOR_DELIVERY: { location: '', description: 'Out for delivery' },
  DELIVERED: { location: '', description: 'Delivered' },
}

/** Moves a shipment to `status` (default: the next one) and writes the event. Nothing follows DELIVERED. */
export function advanceShipment(world: World, shipment: CarrierShipment, status?: CarrierStatus): void {
  const next = status ?? CARRIER_STATUSES[CARRIER_STATUSES.indexOf(shipment.status) + 1]
  if (!next) return
  const { location, description } = TEXTS[next]
  shipment.status = next
  shipment.events.push({
    status: next,
    occurredAt: new Date(world.clock.now()).toISOString(),
    location: location || shipment.destinationCountry,
    description,
  })
}

/** With the autopilot on, the shipment takes its next step some hours later, until it is delivered. */
export function planCarrierStep(world: World, shipment: CarrierShipment): void {
  const { carrierStepHours } = world.settings.autopilot
  if (carrierStepHours === null || shipment.status === 'DELIVERED') return
  world.schedule.add(world.clock.now() + carrierStepHours * HOUR_MS, { does: 'stepShipment', trackingNo: shipment.trackingNo })
}

/** The autopilot's step of a shipment, and the plan for the one after it. */
export function stepShipment(world: World, shipment: CarrierShipment): void {
  advanceShipment(world, shipment)
  planCarrierStep(world, shipment)
}
