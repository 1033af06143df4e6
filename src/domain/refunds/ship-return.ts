import { moveLine, moveRefund } from '../moves/bindings.ts'
import { stageEvent } from '../orders/line-stage.ts'
import { returnToSeller } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
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
    const counted = returnToSeller(line, refund.quantity, from)
    // When nothing of it is left here, the line goes to where its other units are.
    const event = stageEvent(line.state, counted)
    if (event === null) await tx.lines.update({ ...counted, updatedAt: at })
    else await moveLine(tx, line, { event, actor: SYSTEM_ACTOR, at, facts: {}, change: counted })
    await touchOrder(tx, order, { at })
    return shipped
  }
}
