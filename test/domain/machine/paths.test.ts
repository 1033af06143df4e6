import t from 'tap'
import { creditDrawRules } from '../../../src/domain/credit/credit-draw-machine.ts'
import { inspectionRules } from '../../../src/domain/inspections/inspection-guards.ts'
import type { AnyMachine } from '../../../src/domain/machine/any-machine.ts'
import { lineRules } from '../../../src/domain/orders/line-guards.ts'
import { isStoppable, PURCHASE_STATES, purchaseRules } from '../../../src/domain/orders/purchase-machine.ts'
import { parcelRules } from '../../../src/domain/parcels/parcel-guards.ts'
import { refundRules } from '../../../src/domain/refunds/refund-guards.ts'
import { shipmentRules } from '../../../src/domain/shipments/shipment-guards.ts'
import { topUpRules } from '../../../src/domain/wallet/top-up-machine.ts'

/** Follows `STATE event STATE event ...` through a table and says where it leaves it. */
function lost(machine: AnyMachine, path: string): string | null {
  const words = path.trim().split(/\s+/)
  for (let index = 0; index + 2 < words.length; index += 2) {
    const [state = '', event = '', next = ''] = words.slice(index, index + 3)
    if (machine.table[state]?.[event]?.to !== next) return `${state} ${event} does not lead to ${next}`
  }
  return null
}

const paths: { rules: { machine: AnyMachine }; says: string; path: string }[] = [
  {
    rules: creditDrawRules,
    says: '5.3 credit is drawn, falls overdue, and is repaid',
    path: 'OPEN remind OPEN lapse OVERDUE repayPart OVERDUE repay REPAID',
  },
  {
    rules: lineRules,
    says: '4.3 a line is ordered, bought, inspected, consolidated and delivered',
    path: `DRAFT quote QUOTED accept PENDING_PAYMENT pay PAID clear PURCHASING purchaseConfirmed PURCHASED sellerShipped SELLER_SHIPPED
      arrive ARRIVED startInspection INSPECTING store STORED reserve RESERVED pack PACKED export EXPORTED deliver DELIVERED complete COMPLETED`,
  },
  { rules: lineRules, says: 'O5 a risky line waits', path: 'PAID hold RISK_HOLD clear PURCHASING' },
  { rules: lineRules, says: 'O8 a dearer price is confirmed', path: 'PURCHASING priceChanged PRICE_CONFIRM_HOLD confirmPrice PURCHASING' },
  { rules: lineRules, says: 'O8 silence cancels', path: 'PURCHASING priceChanged PRICE_CONFIRM_HOLD expire CANCELLED' },
  { rules: lineRules, says: 'O8 a no cancels', path: 'PURCHASING priceChanged PRICE_CONFIRM_HOLD rejectPrice CANCELLED' },
  {
    rules: lineRules,
    says: 'O6 paid while the price was asked',
    path: 'PURCHASING priceChanged PRICE_CONFIRM_HOLD purchaseConfirmed PURCHASED',
  },
  { rules: lineRules, says: 'O9 a purchase fails', path: 'PURCHASING purchaseFailed PURCHASE_FAILED' },
  { rules: lineRules, says: 'O11 refunded before shipment', path: 'PURCHASED refund REFUNDED' },
  { rules: lineRules, says: 'O13 false tracking', path: 'SELLER_SHIPPED trackingStalled EXCEPTION_HOLD trackingResumed SELLER_SHIPPED' },
  { rules: lineRules, says: 'O15, O16 failed and kept', path: 'INSPECTING raiseException EXCEPTION_HOLD store STORED' },
  { rules: lineRules, says: 'O16 failed and returned', path: 'INSPECTING raiseException EXCEPTION_HOLD returnToSeller RETURNED' },
  { rules: lineRules, says: 'O16 failed and refunded', path: 'INSPECTING raiseException EXCEPTION_HOLD refund REFUNDED' },
  { rules: lineRules, says: 'O17 reserved and released', path: 'STORED reserve RESERVED release STORED' },
  { rules: lineRules, says: 'O20 abandoned', path: 'STORED abandon ABANDONED dispose DISPOSED' },
  {
    rules: purchaseRules,
    says: '3.2 bought, paid, shipped, complete',
    path: 'INTENDED submit SUBMITTING created CREATED pay PAYING paid PAID partlyShipped PARTIALLY_SHIPPED shipped SHIPPED completed COMPLETED',
  },
  { rules: purchaseRules, says: 'an unknown order is found', path: 'SUBMITTING outcomeUnknown UNKNOWN foundExisting CREATED' },
  {
    rules: purchaseRules,
    says: 'an unknown order is absent',
    path: 'SUBMITTING outcomeUnknown UNKNOWN confirmedAbsent INTENDED submit SUBMITTING',
  },
  { rules: purchaseRules, says: 'an unknown payment', path: 'PAYING outcomeUnknown PAYMENT_UNKNOWN confirmedUnpaid CREATED pay PAYING' },
  { rules: purchaseRules, says: 'cancelled too late', path: 'CREATED cancel CANCELLING paid PAID' },
  {
    rules: parcelRules,
    says: '6.1 announced, signed, scanned, opened, put away',
    path: `EXPECTED trace IN_TRANSIT sign DELIVERED_UNCONFIRMED arrive ARRIVED match MATCHED open OPENED count COUNTED inspect INSPECTED
      putAway PUT_AWAY`,
  },
  { rules: parcelRules, says: '6.3 nobody’s parcel', path: 'ARRIVED failMatch UNIDENTIFIED dispose DISPOSED' },
  { rules: parcelRules, says: '6.1 sent back', path: 'OPENED startReturn RETURNING returnSigned RETURNED_SIGNED' },
  { rules: inspectionRules, says: '7.5 passed', path: 'PENDING prepare READY start IN_PROGRESS pass PASSED' },
  {
    rules: inspectionRules,
    says: '7.6 failed and decided',
    path: 'IN_PROGRESS fail FAILED requestDecision DECISION_PENDING decide DECIDED',
  },
  {
    rules: inspectionRules,
    says: '7.2 sealed goods may be opened',
    path: 'NOT_INSPECTABLE requestDecision DECISION_PENDING allowOpening READY',
  },
  {
    rules: shipmentRules,
    says: '9.1 estimated, packed, paid, exported, delivered',
    path: `DRAFT estimate ESTIMATED submit SUBMITTED startPicking PICKING startPacking PACKING rehearse REHEARSED requestPayment
      AWAITING_PAYMENT pay READY handOver HANDED_OVER exportCleared EXPORT_CLEARED depart IN_TRANSIT reachCustoms IMPORT_CLEARANCE
      holdCustoms CUSTOMS_HOLD reachCustoms IMPORT_CLEARANCE outForDelivery OUT_FOR_DELIVERY deliver DELIVERED`,
  },
  {
    rules: shipmentRules,
    says: '9.1 comes back',
    path: 'OUT_FOR_DELIVERY failDelivery DELIVERY_FAILED returnToOrigin RETURNING_ORIGIN receiveBack RETURNED_ORIGIN',
  },
  {
    rules: refundRules,
    says: '10.2 refund only',
    path: `DRAFT submit SUBMITTED review UNDER_REVIEW file FILING filed FILED_UPSTREAM sellerPending SELLER_PENDING
      upstreamSucceeded UPSTREAM_SUCCESS preparePayout PAYOUT_PENDING payOut PAID_OUT`,
  },
  {
    rules: refundRules,
    says: '10.2 return and refund after a rejection',
    path: `SELLER_PENDING modificationRequired NEEDS_MODIFICATION modify FILING filed FILED_UPSTREAM returnApproved RETURN_APPROVED
      shipReturn RETURN_SHIPPED upstreamSucceeded UPSTREAM_SUCCESS`,
  },
  { rules: refundRules, says: '10.5 evidence first', path: 'SUBMITTED requireEvidence NEEDS_EVIDENCE addEvidence SUBMITTED' },
  { rules: refundRules, says: 'an unknown filing is looked up', path: 'FILING outcomeUnknown FILING_UNKNOWN foundExisting FILED_UPSTREAM' },
  {
    rules: refundRules,
    says: 'R33 escalated and lost',
    path: 'SELLER_PENDING escalate ESCALATED upstreamClosed UPSTREAM_CLOSED close CLOSED',
  },
  { rules: refundRules, says: '10.1 our fault', path: 'UNDER_REVIEW approveOwnFunds PAYOUT_PENDING payOut PAID_OUT' },
  { rules: topUpRules, says: '5.3 pending before it can be spent', path: 'CREATED opened AWAITING_PAYMENT paid PENDING clear CLEARED' },
  { rules: topUpRules, says: '5.3 odd money goes to finance', path: 'AWAITING_PAYMENT mismatch UNDER_REVIEW accept CLEARED' },
  { rules: topUpRules, says: '5.3 taken back after it was credited', path: 'CLEARED reverse REVERSED' },
  { rules: refundRules, says: '10.2 withdrawn upstream first', path: 'SELLER_PENDING cancel CANCELLING upstreamClosed CANCELLED' },
  {
    rules: refundRules,
    says: '10.1 replaced',
    path: 'SELLER_PENDING replacementAgreed REPLACEMENT_PENDING replacementReceived REPLACEMENT_RECEIVED close CLOSED',
  },
]

for (const { rules, says, path } of paths) {
  t.test(says, (t) => {
    t.equal(lost(rules.machine, path), null)
    t.end()
  })
}

t.test('10.2 a case cannot be withdrawn once the return is on its way', (t) => {
  for (const state of ['RETURN_SHIPPED', 'ESCALATED', 'PAYOUT_PENDING', 'FILING'] as const) {
    t.equal(refundRules.machine.table[state].cancel, undefined, state)
  }
  t.end()
})

t.test('9.1 a shipment cannot be cancelled once it is handed over', (t) => {
  for (const state of ['HANDED_OVER', 'IN_TRANSIT', 'DELIVERED'] as const)
    t.equal(shipmentRules.machine.table[state].cancel, undefined, state)
  t.end()
})

t.test('4.3 a purchase may be stopped while nothing is paid or unknown', (t) => {
  t.same(PURCHASE_STATES.filter(isStoppable), ['INTENDED', 'CREATED', 'PRICE_HOLD', 'LAPSED'])
  t.end()
})
