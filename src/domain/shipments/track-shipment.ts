import { canDo } from '../machine/machine.ts'
import { moveShipment } from '../moves/bindings.ts'
import { deliver } from '../orders/quantities.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { CarrierEvent, CarrierPort, CarrierStatus } from '../upstream/carrier-port.ts'
import type { Shipment } from './shipment.ts'
import { shipmentMachine } from './shipment-machine.ts'
import type { ShipmentEvent } from './shipment-states.ts'
import { changeUnits, lockOrdersOf } from './shipped-units.ts'

export type TrackShipmentTools = { uow: UnitOfWork; carrierFor(livemode: boolean): CarrierPort; clock: Clock; rules: RuleBook }

const CARRIER_ACTOR: Actor = { kind: 'carrier', id: 'carrier' }

/** What each carrier scan says about the shipment; a scan without an entry says nothing new. */
const NEWS: Partial<Record<CarrierStatus, ShipmentEvent>> = {
  inTransit: 'depart',
  customs: 'reachCustoms',
  outForDelivery: 'outForDelivery',
  delivered: 'deliver',
  returned: 'returnToOrigin',
  lost: 'lose',
}

/** Books the label of a paid shipment (once: the carrier knows our id) and follows the carrier's scans of one under way. */
export function createTrackShipment(tools: TrackShipmentTools): (shipmentId: string) => Promise<void> {
  return async (shipmentId) => {
    const shipment = existing(await tools.uow.run((tx) => tx.shipments.find(shipmentId)), shipmentId)
    const carrier = tools.carrierFor(shipment.livemode)
    if (shipment.state === 'READY' && shipment.carrierTrackingNo === null) return book(tools, carrier, shipment)
    if (shipment.carrierTrackingNo === null || shipment.handedOverAt === null) return
    const events = await carrier.track(shipment.carrierTrackingNo)
    if (events.length > 0) await tools.uow.run((tx) => record(tx, tools, shipmentId, events))
  }
}

async function book(tools: TrackShipmentTools, carrier: CarrierPort, shipment: Shipment): Promise<void> {
  const booked = await carrier.book({
    reference: shipment.id,
    weightG: shipment.cartons.reduce((total, carton) => total + carton.weightG, 0),
    destinationCountry: shipment.consignee.countryCode,
    lineCode: shipment.lineCode,
  })
  await tools.uow.run(async (tx) => {
    const fresh = existing(await tx.shipments.lock(shipment.id), shipment.id)
    if (fresh.state === 'READY' && fresh.carrierTrackingNo === null) {
      await tx.shipments.update({ ...fresh, carrierTrackingNo: booked.trackingNo, labelUrl: booked.labelUrl, updatedAt: tools.clock.now() })
    }
  })
}

async function record(tx: Transaction, tools: TrackShipmentTools, shipmentId: string, events: CarrierEvent[]): Promise<void> {
  const items = await tx.shipments.itemsOf(shipmentId)
  const orders = await lockOrdersOf(
    tx,
    items.map((item) => item.lineId),
  )
  let shipment = existing(await tx.shipments.lock(shipmentId), shipmentId)
  const at = tools.clock.now()
  for (const seen of events) {
    const event = NEWS[seen.status]
    if (event === undefined || !canDo(shipmentMachine, shipment.state, event)) continue
    const { ms } = valueAt('completion', at, tools.rules.rowsFor(shipment))
    const change = event === 'deliver' ? { deliveredAt: seen.at, completeAt: addMilliseconds(seen.at, ms) } : {}
    shipment = await moveShipment(tx, shipment, { event, actor: CARRIER_ACTOR, at, facts: {}, change, reason: seen.text })
    if (event === 'deliver') await changeUnits(tx, { items, orders, count: deliver, actor: CARRIER_ACTOR, at })
  }
}
