import type { Order } from '../orders/order.ts'
import type { World } from '../world.ts'
import { remainingLines, shipOrder } from './ship-order.ts'

const HOUR_MS = 3_600_000

/** With the autopilot on, the seller ships everything some hours after the payment. */
export function planShipment(world: World, order: Order): void {
  const { shipAfterHours } = world.settings.autopilot
  if (shipAfterHours === null) return
  world.schedule.add(world.clock.now() + shipAfterHours * HOUR_MS, { does: 'shipOrder', orderId: order.orderId })
}

/** The autopilot's shipment: everything left, unless somebody shipped or closed the order meanwhile. */
export function shipWhatIsLeft(world: World, order: Order): void {
  if (order.status !== 'waitsellersend') return
  const lines = remainingLines(order)
  if (lines.length > 0) shipOrder(world, order, [{ lines }])
}
