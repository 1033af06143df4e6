import { shipmentPosting } from '../ledger/line-postings.ts'
import { moveShipment } from '../moves/bindings.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { requireNoDebt } from '../wallet/require-no-debt.ts'

/** Payment 2: holds the freight and asks for the carrier's label. */
export function createPayShipment({ clock, ids }: { clock: Clock; ids: Ids }): Commands['payShipment'] {
  return async (tx, input) => {
    const shipment = ownedBy(await tx.shipments.lock(input.shipmentId), input.tenant, input.shipmentId)
    await requireNoDebt(tx, shipment)
    const at = clock.now()
    const required = shipment.freightMinor ?? 0n
    const available = await tx.ledger.balanceOf(shipment, 'available', shipment.currency)
    if (shipment.state === 'AWAITING_PAYMENT' && available < required) {
      throw new Refusal('wallet.insufficient', { shortfall: { amount: required - available, currency: shipment.currency } })
    }
    const held = money(required, shipment.currency)
    const paid = await moveShipment(tx, shipment, {
      event: 'pay',
      actor: input.actor,
      at,
      facts: { available: money(available, shipment.currency), required: held },
      change: { paidAt: at },
      postings: { holdShipment: shipmentPosting('holdShipment', shipment, { ids, at, amounts: { held } }) },
    })
    await tx.outbox.addJob('track-shipment', { id: paid.id })
    return { shipment: paid, items: await tx.shipments.itemsOf(paid.id) }
  }
}
