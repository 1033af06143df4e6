import { moveRefund } from '../moves/bindings.ts'
import { returnToSeller } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** The goods leave for the seller: the units are counted out and the waybill goes upstream (a wrong one lets the seller refuse). */
export function createShipReturn({ clock }: { clock: Clock }): Commands['shipReturn'] {
  return async (tx, input) => {
    const known = existing(await tx.refunds.find(input.refundId), input.refundId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const refund = existing(await tx.refunds.lock(known.id), known.id)
    const at = clock.now()
    const shipped = await moveRefund(tx, refund, {
      event: 'shipReturn',
      actor: input.actor,
      at,
      facts: { waybillNo: input.waybillNo },
      change: { returnWaybillNo: input.waybillNo, returnCourierCode: input.courierCode },
    })
    const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
    const from = line.failedOnHold >= refund.quantity ? 'failedOnHold' : 'inStock'
    await tx.lines.update({ ...returnToSeller(line, refund.quantity, from), updatedAt: at })
    await touchOrder(tx, order, { at })
    return shipped
  }
}
