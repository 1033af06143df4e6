import type { CreditChange } from '../credit/credit-change.ts'
import { creditChangeRules } from '../credit/credit-change-machine.ts'
import type { CreditDraw } from '../credit/credit-draw.ts'
import { creditDrawRules } from '../credit/credit-draw-machine.ts'
import type { Inspection } from '../inspections/inspection.ts'
import { inspectionRules } from '../inspections/inspection-guards.ts'
import { lineRules } from '../orders/line-guards.ts'
import type { OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import { purchaseRules } from '../orders/purchase-machine.ts'
import type { Parcel } from '../parcels/parcel.ts'
import { parcelRules } from '../parcels/parcel-guards.ts'
import type { Transaction } from '../ports.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import { refundRules } from '../refunds/refund-guards.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { Shipment } from '../shipments/shipment.ts'
import { shipmentRules } from '../shipments/shipment-guards.ts'
import type { Booking } from '../wallet/booking.ts'
import { bookingRules } from '../wallet/booking-machine.ts'
import type { TopUp } from '../wallet/top-up.ts'
import { topUpRules } from '../wallet/top-up-machine.ts'
import { advance, type Binding, type MovableRow, type Move } from './advance.ts'

/** Moves an order line; its events are about the line, the order's own are emitted by the use case. */
export const moveLine = mover(lineRules, {
  resourceType: 'orderLine',
  save: (tx, row: OrderLine) => tx.lines.update(row),
  orderIdOf: (row) => row.orderId,
  describe: (row) => ({ orderId: row.orderId, lineNo: row.lineNo, productId: row.productId }),
})

/** Moves our attempt to buy upstream; partners see it through their lines. */
export const movePurchase = mover(purchaseRules, {
  resourceType: 'order',
  save: (tx, row: Purchase) => tx.purchases.update(row),
  orderIdOf: (row) => row.orderId,
  describe: (row) => ({ orderId: row.orderId }),
})

export const moveParcel = mover(parcelRules, {
  resourceType: 'parcel',
  save: (tx, row: Parcel) => tx.parcels.update(row),
  orderIdOf: () => null,
  describe: (row) => ({ waybillNo: row.waybillNo }),
})

export const moveInspection = mover(inspectionRules, {
  resourceType: 'inspection',
  save: (tx, row: Inspection) => tx.inspections.update(row),
  orderIdOf: (row) => row.orderId,
  describe: (row) => ({ orderId: row.orderId, lineId: row.lineId, passedQuantity: row.passedQuantity, failedQuantity: row.failedQuantity }),
})

export const moveShipment = mover(shipmentRules, {
  resourceType: 'shipment',
  save: (tx, row: Shipment) => tx.shipments.update(row),
  orderIdOf: () => null,
  describe: (row) => ({ lineCode: row.lineCode, carrierTrackingNo: row.carrierTrackingNo }),
})

export const moveRefund = mover(refundRules, {
  resourceType: 'refund',
  save: (tx, row: RefundCase) => tx.refunds.update(row),
  orderIdOf: (row) => row.orderId,
  describe: ({ orderId, lineId, type, quantity, settlement }) => ({
    ...{ orderId, lineId, type, quantity },
    ...(settlement === null
      ? {}
      : { settlement: { outcome: settlement.outcome, keptGoods: settlement.keptGoods, reason: settlement.reason } }),
  }),
})

/** Moves a top-up. */
export const moveTopUp = mover(topUpRules, {
  resourceType: 'topUp',
  save: (tx, row: TopUp) => tx.topUps.update(row),
  orderIdOf: () => null,
  describe: (row) => ({
    method: row.method,
    reference: row.reference,
    amount: { amountMinor: row.amountMinor, currency: row.currency },
    received: row.paidMinor === null ? null : { amountMinor: row.paidMinor, currency: row.paidCurrency },
  }),
})

/** Moves a booking by finance; partners see the money move, not the paper. */
export const moveBooking = mover(bookingRules, {
  resourceType: 'wallet',
  save: (tx, row: Booking) => tx.bookings.update(row),
  orderIdOf: () => null,
  describe: () => ({}),
})

/** Moves a change of a credit line; partners see the line change, not the paper. */
export const moveCreditChange = mover(creditChangeRules, {
  resourceType: 'creditLine',
  save: (tx, row: CreditChange) => tx.creditChanges.update(row),
  orderIdOf: () => null,
  describe: () => ({}),
})

/** Moves a draw on credit. */
export const moveCreditDraw = mover(creditDrawRules, {
  resourceType: 'creditDraw',
  save: (tx, row: CreditDraw) => tx.creditDraws.update(row),
  orderIdOf: (row) => (row.sourceType === 'order' ? row.sourceId : null),
  describe: (row) => ({
    drawn: { amountMinor: row.drawnMinor, currency: row.currency },
    owed: { amountMinor: row.drawnMinor - row.repaidMinor, currency: row.currency },
    dueAt: row.dueAt.toISOString(),
    source: { type: row.sourceType, id: row.sourceId },
  }),
})

/** One function per aggregate: row and move in, saved row out, history and effects written on the way. */
function mover<Row extends MovableRow<State>, State extends string, Event extends string, Guard extends string, Facts>(
  rules: Binding<Row, State, Event, Guard, Facts>['rules'],
  rest: Omit<Binding<Row, State, Event, Guard, Facts>, 'rules'>,
): (tx: Transaction, row: Row, move: Move<Row, Event, Facts> & { actor: { kind: ActorKind } }) => Promise<Row> {
  const binding = { rules, ...rest }
  return (tx, row, move) => advance(tx, binding, row, move)
}
