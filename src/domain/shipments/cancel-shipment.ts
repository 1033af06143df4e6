import { settleIncoming } from '../credit/settle-incoming.ts'
import { shipmentPosting } from '../ledger/line-postings.ts'
import { moveShipment } from '../moves/bindings.ts'
import { release } from '../orders/quantities.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { accrueStorage } from '../stock/accrue-storage.ts'
import type { StockLot } from '../stock/stock-lot.ts'
import type { Commands } from '../use-cases.ts'
import { changeUnits, lockOrdersOf } from './shipped-units.ts'

/** Until hand-over everything goes back on its shelf, and a held payment back to the balance. */
export function createCancelShipment({ clock, ids, rules }: { clock: Clock; ids: Ids; rules: RuleBook }): Commands['cancelShipment'] {
  return async (tx, input) => {
    const known = ownedBy(await tx.shipments.find(input.shipmentId), input.tenant, input.shipmentId)
    const items = await tx.shipments.itemsOf(known.id)
    const orders = await lockOrdersOf(
      tx,
      items.map((item) => item.lineId),
    )
    const shipment = existing(await tx.shipments.lock(known.id), known.id)
    const at = clock.now()
    const lots: StockLot[] = []
    // Days that lie behind are counted as they were: what was paid for cost nothing.
    for (const lot of await tx.stock.lockMany(items.map((item) => item.lotId)))
      lots.push(await accrueStorage(tx, { ids, rules }, { lot, at }))
    const held = money(shipment.freightMinor ?? 0n, shipment.currency)
    const cancelled = await moveShipment(tx, shipment, {
      event: 'cancel',
      actor: input.actor,
      at,
      facts: {},
      postings: { releaseShipmentHold: shipmentPosting('releaseShipmentHold', shipment, { ids, at, amounts: { held } }) },
    })
    // Only a payment that was held comes back; one that was not yet made left nothing to repay.
    const back = { amountMinor: shipment.paidAt === null ? 0n : held.amount, source: { type: 'shipment', id: shipment.id } } as const
    await settleIncoming(tx, { ids }, { tenant: shipment, currency: shipment.currency, at, back })
    for (const lot of lots) {
      const quantity = items.filter((item) => item.lotId === lot.id).reduce((total, item) => total + item.quantity, 0)
      await tx.stock.update({ ...lot, reservedQuantity: lot.reservedQuantity - quantity })
    }
    await changeUnits(tx, { items, orders, count: release, actor: input.actor, at })
    return { shipment: cancelled, items }
  }
}
