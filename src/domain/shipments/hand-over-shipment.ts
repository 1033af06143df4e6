import { shipmentPosting } from '../ledger/line-postings.ts'
import { moveShipment } from '../moves/bindings.ts'
import { exportUnits } from '../orders/quantities.ts'
import { settleUndone } from '../services/settle-service.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { Shipment } from './shipment.ts'
import { changeUnits, countOpenClaims, lockOrdersOf } from './shipped-units.ts'

/** The carrier has the cartons: the held freight is earned and the units have left the house. */
export function createHandOverShipment({ clock, ids }: { clock: Clock; ids: Ids }): Commands['handOverShipment'] {
  return async (tx, input) => {
    const items = await tx.shipments.itemsOf(input.shipmentId)
    const orders = await lockOrdersOf(
      tx,
      items.map((item) => item.lineId),
    )
    const shipment = existing(await tx.shipments.lock(input.shipmentId), input.shipmentId)
    if (shipment.state === 'READY' && shipment.carrierTrackingNo === null)
      throw new Refusal('shipment.guard_failed', { id: shipment.id, guard: 'labelReady' })
    const at = clock.now()
    const handed = await moveShipment(tx, shipment, {
      event: 'handOver',
      actor: input.actor,
      at,
      facts: { openClaims: await countOpenClaims(tx, items) },
      change: { handedOverAt: at },
      postings: { captureShipment: shipmentPosting('captureShipment', shipment, { ids, at, amounts: captureAmounts(shipment) }) },
    })
    const lots = await tx.stock.lockMany(items.map((item) => item.lotId))
    for (const lot of lots) {
      const quantity = items.filter((item) => item.lotId === lot.id).reduce((total, item) => total + item.quantity, 0)
      await tx.stock.update({ ...lot, quantity: lot.quantity - quantity, reservedQuantity: lot.reservedQuantity - quantity })
    }
    await changeUnits(tx, { items, orders, count: exportUnits, actor: input.actor, at })
    await settleUndone(tx, { ids }, { lineIds: items.map(({ lineId }) => lineId), actor: input.actor, at })
    return { shipment: handed, items }
  }
}

function captureAmounts(shipment: Shipment) {
  const sumOf = (code: string) =>
    money(
      shipment.charges.filter((charge) => charge.code === code).reduce((total, charge) => total + charge.amountMinor, 0n),
      shipment.currency,
    )
  const nothing = money(0n, shipment.currency)
  return {
    freight: sumOf('INTL_FREIGHT'),
    fxMargin: sumOf('FX_MARGIN'),
    surcharges: nothing,
    insurance: nothing,
    dutyTax: nothing,
    services: nothing,
    released: nothing,
  }
}
