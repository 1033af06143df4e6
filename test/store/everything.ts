import { initialQuantities, purchase } from '../../src/domain/orders/quantities.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import { aBooking, aCreditChange, aCreditLine, aDraw, aDrawGroup, aMove, anEvent, aTopUp, aTopUpRow } from './ledger-rows.ts'
import type { Store } from './open-store.ts'
import { aPurchase, insertOrder } from './order-rows.ts'
import { aFile, aLot, anInspection, anItem, aParcel, aParcelLine, aPhoto, aRefund, aShipment } from './warehouse-rows.ts'

/** One of everything a partner can see, each hanging under the one before. */
export async function insertEverything({ unitOfWork }: Pick<Store, 'unitOfWork'>, tenant: Tenant) {
  return unitOfWork.run(async (tx) => {
    const { quote, order, line } = await insertOrder(tx, tenant, { line: { ...purchase(initialQuantities(10), 10) } })
    const bought = aPurchase(tenant, order.id)
    const parcel = aParcel(tenant, bought.id)
    const parcelLine = aParcelLine(tenant, parcel.id, line.id)
    const inspection = anInspection(tenant, { orderId: order.id, lineId: line.id, parcelId: parcel.id })
    const file = aFile(tenant)
    const staffFile = aFile(tenant, { audience: 'staff' })
    const photo = aPhoto(tenant, inspection.id, { original: staffFile.id, redacted: file.id })
    const lot = aLot(tenant, { orderId: order.id, lineId: line.id, inspectionId: inspection.id })
    const shipment = aShipment(tenant)
    const item = anItem(tenant, { shipmentId: shipment.id, lotId: lot.id, lineId: line.id })
    const refund = aRefund(tenant, { orderId: order.id, lineId: line.id })
    await tx.purchases.insert(bought)
    await tx.parcels.insert(parcel)
    await tx.parcels.insertLine(parcelLine)
    await tx.inspections.insert(inspection)
    await tx.files.insert(file)
    await tx.files.insert(staffFile)
    await tx.inspections.insertPhoto(photo)
    await tx.stock.insert(lot)
    await tx.shipments.insert(shipment)
    await tx.shipments.insertItem(item)
    await tx.refunds.insert(refund)
    const topUp = aTopUpRow(tenant)
    await tx.topUps.insert(topUp)
    await tx.bookings.insert(aBooking(tenant))
    const known = await tx.creditLines.lockOf(tenant, 'EUR')
    const creditLine = known ?? aCreditLine(tenant)
    const draw = aDraw(tenant, creditLine.id)
    if (known === undefined) await tx.creditLines.insert(creditLine)
    await tx.creditChanges.insert(aCreditChange(tenant))
    await tx.creditDraws.insert(draw)
    await tx.creditLines.lockOf(tenant, 'EUR')
    await tx.ledger.post(aDrawGroup(draw))
    const topUpGroup = aTopUp(tenant, 5000n)
    await tx.ledger.post(topUpGroup)
    await tx.history.append(aMove(tenant, order.id, line.id))
    await tx.events.append(anEvent(tenant, order.id))
    return {
      quote,
      order,
      line,
      purchase: bought,
      parcel,
      parcelLine,
      inspection,
      file,
      staffFile,
      photo,
      lot,
      shipment,
      item,
      refund,
      topUp,
      draw,
      topUpGroup,
    }
  })
}
