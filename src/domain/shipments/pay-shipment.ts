import { type CoverTools, coverHold } from '../credit/cover-hold.ts'
import { shipmentPosting } from '../ledger/line-postings.ts'
import { moveShipment } from '../moves/bindings.ts'
import type { Clock } from '../shared/clock.ts'
import { money } from '../shared/money.ts'
import { ownedBy } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** Payment 2: holds the freight and asks for the carrier's label. */
export function createPayShipment({ clock, ids, rules }: CoverTools & { clock: Clock }): Commands['payShipment'] {
  return async (tx, input) => {
    const shipment = ownedBy(await tx.shipments.lock(input.shipmentId), input.tenant, input.shipmentId)
    const at = clock.now()
    const held = money(shipment.freightMinor ?? 0n, shipment.currency)
    const source = { type: 'shipment', id: shipment.id } as const
    if (shipment.state === 'AWAITING_PAYMENT') await coverHold(tx, { ids, rules }, { tenant: shipment, required: held, source, at })
    const paid = await moveShipment(tx, shipment, {
      event: 'pay',
      actor: input.actor,
      at,
      facts: { available: held, required: held },
      change: { paidAt: at },
      postings: { holdShipment: shipmentPosting('holdShipment', shipment, { ids, at, amounts: { held } }) },
    })
    await tx.outbox.addJob('track-shipment', { id: paid.id })
    return { shipment: paid, items: await tx.shipments.itemsOf(paid.id) }
  }
}
