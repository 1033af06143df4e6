import { confirmReceipt } from '../orders/confirm-receipt.ts'
import type { Order } from '../orders/order.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
const EARLY_SIGN_DAYS = 8
const RECEIPT_DAYS = 10
const LATE_SIGN_GRACE_DAYS = 2
const NO_SIGN_DAYS = 30

/** Starts the automatic receipt: signed for within 8 days, 10 days after shipment; signed later, 48 hours after; never, 30 days. */
export function planReceipt(world: World, order: Order): void {
  const shippedAt = order.shippedAt ?? world.clock.now()
  world.schedule.add(shippedAt + RECEIPT_DAYS * DAY_MS, { does: 'receiveOrder', orderId: order.orderId, shippedAt })
}

/** Confirms receipt when its day has come. */
export function receiveWhenDue(world: World, order: Order, shippedAt: number): void {
  if (order.status !== 'waitbuyerreceive') return
  const dueAt = receiptDueAt(order, shippedAt)
  if (dueAt <= world.clock.now()) confirmReceipt(world, order, null)
  // A later signature moves the date: look again in a day, at the latest when it is due.
  else world.schedule.add(Math.min(dueAt, world.clock.now() + DAY_MS), { does: 'receiveOrder', orderId: order.orderId, shippedAt })
}

function receiptDueAt(order: Order, shippedAt: number): number {
  const signed = order.parcels.map((parcel) => parcel.signedAt)
  if (signed.length === 0 || signed.includes(null)) return shippedAt + NO_SIGN_DAYS * DAY_MS
  const last = Math.max(...signed.map((at) => at ?? 0))
  return last <= shippedAt + EARLY_SIGN_DAYS * DAY_MS ? shippedAt + RECEIPT_DAYS * DAY_MS : last + LATE_SIGN_GRACE_DAYS * DAY_MS
}
