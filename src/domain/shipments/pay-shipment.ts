import { type CoverTools, coverHold } from '../credit/cover-hold.ts'
import { shipmentPosting } from '../ledger/line-postings.ts'
import { moveShipment } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import type { Clock } from '../shared/clock.ts'
import { money, sum } from '../shared/money.ts'
import { ownedBy } from '../shared/owned-by.ts'
import { accrueStorage } from '../stock/accrue-storage.ts'
import { chargeStorage, unpaidStorage } from '../stock/charge-storage.ts'
import type { StockLot } from '../stock/stock-lot.ts'
import type { Commands } from '../use-cases.ts'
import type { Shipment } from './shipment.ts'

/** Payment 2: settles the storage of the goods (domain.md 5.1), holds the freight and asks for the carrier's label. */
export function createPayShipment(tools: CoverTools & { clock: Clock; rates: RateBook }): Commands['payShipment'] {
  const { clock, ids, rules } = tools
  return async (tx, input) => {
    const shipment = ownedBy(await tx.shipments.lock(input.shipmentId), input.tenant, input.shipmentId)
    const at = clock.now()
    const held = money(shipment.freightMinor ?? 0n, shipment.currency)
    const source = { type: 'shipment', id: shipment.id } as const
    if (shipment.state === 'AWAITING_PAYMENT') {
      const lots = await accrueLots(tx, tools, { shipment, at })
      const storage = lots.map((lot) => unpaidStorage(lot, { rates: tools.rates, currency: shipment.currency, at }))
      await coverHold(tx, { ids, rules }, { tenant: shipment, required: sum([held, ...storage], shipment.currency), source, at })
      for (const lot of lots) await chargeStorage(tx, tools, { lot, currency: shipment.currency, at })
    }
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

/** The lots of a shipment, locked, their days counted up to now: what is paid for from now on costs nothing. */
async function accrueLots(tx: Transaction, tools: CoverTools, { shipment, at }: { shipment: Shipment; at: Date }): Promise<StockLot[]> {
  const items = await tx.shipments.itemsOf(shipment.id)
  const lots = await tx.stock.lockMany(items.map((item) => item.lotId))
  const counted: StockLot[] = []
  for (const lot of lots) counted.push(await accrueStorage(tx, tools, { lot, at }))
  return counted
}
