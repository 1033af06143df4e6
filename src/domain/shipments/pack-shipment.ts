import { moveShipment } from '../moves/bindings.ts'
import { pack } from '../orders/quantities.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'
import { priceShipment, type ShipmentPricing } from './price-shipment.ts'
import type { Carton } from './shipment.ts'
import { changeUnits, lockOrdersOf } from './shipped-units.ts'

/** A packer takes the shipment off the pick list. */
export function createStartPacking({ clock }: { clock: Clock }): Commands['startPacking'] {
  return async (tx, input) => {
    const shipment = existing(await tx.shipments.lock(input.shipmentId), input.shipmentId)
    const items = await tx.shipments.itemsOf(shipment.id)
    if (shipment.state === 'PACKING' && shipment.packerId === input.actor.id) return { shipment, items }
    const started = await moveShipment(tx, shipment, {
      event: 'startPacking',
      actor: input.actor,
      at: clock.now(),
      facts: {},
      change: { packerId: input.actor.id },
    })
    return { shipment: started, items }
  }
}

/** The cartons are closed, measured and weighed: the true freight is known and the partner is asked for payment 2. */
export function createPackShipment(tools: ShipmentPricing & { clock: Clock }): Commands['packShipment'] {
  return async (tx, input) => {
    const items = await tx.shipments.itemsOf(input.shipmentId)
    const orders = await lockOrdersOf(
      tx,
      items.map((item) => item.lineId),
    )
    const shipment = existing(await tx.shipments.lock(input.shipmentId), input.shipmentId)
    const at = tools.clock.now()
    const facts = { cartons: input.cartons.length, unmeasuredCartons: input.cartons.filter((carton) => !isMeasured(carton)).length }
    const rehearsed = await moveShipment(tx, shipment, {
      event: 'rehearse',
      actor: input.actor,
      at,
      facts,
      change: { cartons: input.cartons, packerId: input.actor.id },
    })
    const priced = priceShipment(tools, shipment, input.cartons, at)
    await changeUnits(tx, { items, orders, count: pack, actor: input.actor, at })
    const waiting = await moveShipment(tx, rehearsed, {
      event: 'requestPayment',
      actor: SYSTEM_ACTOR,
      at,
      facts,
      change: { chargeableWeightG: priced.chargeableWeightG, freightMinor: priced.totalMinor, charges: priced.charges },
    })
    return { shipment: waiting, items }
  }
}

function isMeasured(carton: Carton): boolean {
  return Object.values(carton).every((side) => Number.isSafeInteger(side) && side > 0)
}
