import t from 'tap'
import { inspectionRules } from '../../../src/domain/inspections/inspection-guards.ts'
import { type LineFacts, type LineGuard, lineRules } from '../../../src/domain/orders/line-guards.ts'
import { handFacts } from '../../../src/domain/orders/line-quantities.ts'
import { purchaseRules } from '../../../src/domain/orders/purchase-machine.ts'
import { initialQuantities, purchase, refundUnshipped } from '../../../src/domain/orders/quantities.ts'
import { parcelRules } from '../../../src/domain/parcels/parcel-guards.ts'
import { type RefundFacts, type RefundGuard, refundRules } from '../../../src/domain/refunds/refund-guards.ts'
import { money } from '../../../src/domain/shared/money.ts'
import { type ShipmentFacts, type ShipmentGuard, shipmentRules } from '../../../src/domain/shipments/shipment-guards.ts'

const cny = (fen: number) => money(fen, 'CNY')
const noon = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-11-22T12:00:01Z')
const earlier = new Date('2026-11-22T11:59:59Z')

t.test('gates of an order line', (t) => {
  const tolerance = { priceTolerance: { bps: 100, atLeast: cny(100) } }
  const refunded = handFacts(refundUnshipped(purchase(initialQuantities(2), 2), 2))
  const rows: [string, LineGuard, LineFacts, boolean][] = [
    ['O2 before it expires', 'quoteValid', { now: noon, quoteExpiresAt: later }, true],
    ['O2 at its very end', 'quoteValid', { now: noon, quoteExpiresAt: noon }, false],
    ['O3 exactly enough', 'fundsAvailable', { available: cny(5), required: cny(5) }, true],
    ['O3 a fen short', 'fundsAvailable', { available: cny(4), required: cny(5) }, false],
    ['O4 at the deadline', 'deadlinePassed', { now: noon, deadlineAt: noon }, true],
    ['O4 before it', 'deadlinePassed', { now: noon, deadlineAt: later }, false],
    [
      'O7 1 CNY on a cheap line is tolerated',
      'priceBeyondTolerance',
      { agreedPrice: cny(500), currentPrice: cny(600), ...tolerance },
      false,
    ],
    ['O7 1.01 CNY is not', 'priceBeyondTolerance', { agreedPrice: cny(500), currentPrice: cny(601), ...tolerance }, true],
    ['O7 1 % of a dear line is', 'priceBeyondTolerance', { agreedPrice: cny(50_000), currentPrice: cny(50_500), ...tolerance }, false],
    ['O7 cheaper counts as well', 'priceBeyondTolerance', { agreedPrice: cny(50_000), currentPrice: cny(49_499), ...tolerance }, true],
    ['O13 still', 'trackingStalledLongEnough', { now: noon, lastMovementAt: earlier, stallAfterMs: 1_000 }, true],
    ['O13 moving', 'trackingStalledLongEnough', { now: noon, lastMovementAt: earlier, stallAfterMs: 1_001 }, false],
    ['4.3 stoppable', 'purchaseStoppable', { purchaseStoppable: true }, true],
    ['O11 all paid back', 'everyUnitRefunded', { quantities: refunded }, true],
    ['O16 units lie here', 'everyUnitRefunded', { quantities: { everyUnitRefunded: true, unitsInHand: 1 } }, false],
    ['O16 nothing lies here', 'nothingLeftInHand', { quantities: { everyUnitRefunded: false, unitsInHand: 0 } }, true],
    ['O20 three notices', 'noticesDelivered', { now: noon, abandonAt: noon, deliveredNotices: 3, requiredNotices: 3 }, true],
    ['O20 two notices', 'noticesDelivered', { now: noon, abandonAt: noon, deliveredNotices: 2, requiredNotices: 3 }, false],
    ['O20 too early', 'noticesDelivered', { now: noon, abandonAt: later, deliveredNotices: 3, requiredNotices: 3 }, false],
    ['O19 window over', 'claimWindowOver', { now: noon, claimWindowEndsAt: noon }, true],
    ['O19 nothing open', 'nothingOpen', { openClaims: 0 }, true],
    ['O19 a claim is open', 'nothingOpen', { openClaims: 1 }, false],
  ]
  for (const [says, guard, facts, opens] of rows) t.equal(lineRules.guards[guard](facts), opens, says)
  t.end()
})

t.test('gates of a refund case', (t) => {
  const asked = { amount: cny(500), refundable: cny(500) }
  const rows: [string, RefundGuard, RefundFacts, boolean][] = [
    ['10.10 all that is left', 'amountWithinRefundable', asked, true],
    ['10.10 a fen more', 'amountWithinRefundable', { ...asked, amount: cny(501) }, false],
    ['10.10 above the upstream maximum', 'amountWithinRefundable', { ...asked, upstreamMaximum: cny(499) }, false],
    ['10.10 no upstream maximum', 'amountWithinRefundable', { ...asked, upstreamMaximum: null }, true],
    ['10.10 a negative claim', 'amountWithinRefundable', { ...asked, amount: cny(-1) }, false],
    ['10.10 the last units', 'quantityWithinRefundable', { quantity: 2, refundableQuantity: 2 }, true],
    ['10.10 one unit more', 'quantityWithinRefundable', { quantity: 3, refundableQuantity: 2 }, false],
    ['10.10 each component', 'componentsWithinPaid', { components: [{ amount: cny(1), refundable: cny(1) }] }, true],
    ['10.10 one component too much', 'componentsWithinPaid', { components: [{ amount: cny(2), refundable: cny(1) }] }, false],
    ['10.10 not completed yet', 'withinClaimTime', { now: noon, claimableUntil: null }, true],
    ['10.10 180 days over', 'withinClaimTime', { now: noon, claimableUntil: noon }, false],
    ['10.2 no case on these units', 'noOverlappingCase', { overlappingCases: 0 }, true],
    ['10.2 another case on these units', 'noOverlappingCase', { overlappingCases: 1 }, false],
    ['10.4 reason offered', 'reasonFits', { reasonFits: true }, true],
    ['10.5 evidence complete', 'evidenceComplete', { missingEvidence: [] }, true],
    ['10.5 evidence missing', 'evidenceComplete', { missingEvidence: ['OUTER_BOX'] }, false],
    ['10.2 first appeal in time', 'appealOpen', { now: noon, appealUntil: later, appeals: 0 }, true],
    ['10.2 second appeal', 'appealOpen', { now: noon, appealUntil: later, appeals: 1 }, false],
    ['R33 after 3 days', 'escalationOpen', { now: noon, escalatableFrom: noon }, true],
    ['R33 before', 'escalationOpen', { now: noon, escalatableFrom: later }, false],
    ['10.2 evidence overdue', 'deadlinePassed', { now: noon, deadlineAt: earlier }, true],
    ['10.2 with a reason', 'explained', { reason: 'window over' }, true],
    ['10.2 a blank reason', 'explained', { reason: ' ' }, false],
    ['10.1 seller pays', 'upstreamFunded', { fundedBy: 'upstream' }, true],
    ['10.1 we pay', 'agentFunded', { fundedBy: 'agent' }, true],
    ['10.2 amount known', 'upstreamAmountKnown', { upstreamAmount: cny(0) }, true],
    ['10.2 waybill given', 'waybillGiven', { waybillNo: 'YT1' }, true],
    ['10.9 advance allowed', 'advanceAllowed', { advanceAllowed: true }, true],
    ['10.10 first payout', 'notYetPaidOut', { payoutsMade: 0 }, true],
    ['10.10 second payout', 'notYetPaidOut', { payoutsMade: 1 }, false],
  ]
  for (const [says, guard, facts, opens] of rows) t.equal(refundRules.guards[guard](facts), opens, says)
  t.end()
})

t.test('gates of a shipment', (t) => {
  const rows: [string, ShipmentGuard, ShipmentFacts, boolean][] = [
    ['9.1 all stored', 'itemsAvailable', { unavailableUnits: 0 }, true],
    ['9.1 a claim is open', 'itemsUnclaimed', { openClaims: 1 }, false],
    ['9.1 the line takes them', 'lineAcceptsItems', { lineRefusals: [] }, true],
    ['9.1 the line refuses one', 'lineAcceptsItems', { lineRefusals: ['batteryLoose:refused'] }, false],
    ['9.6 customs complete', 'customsComplete', { itemsWithoutCustoms: 0 }, true],
    ['9.1 consignee complete', 'consigneeComplete', { missingConsigneeFields: [] }, true],
    ['9.1 measured', 'cartonsMeasured', { cartons: 2, unmeasuredCartons: 0 }, true],
    ['9.1 no carton', 'cartonsMeasured', { cartons: 0, unmeasuredCartons: 0 }, false],
    ['9.1 enough money', 'fundsAvailable', { available: cny(9), required: cny(9) }, true],
    ['8 unpaid for 30 days', 'paymentOverdue', { now: noon, payBy: noon }, true],
  ]
  for (const [says, guard, facts, opens] of rows) t.equal(shipmentRules.guards[guard](facts), opens, says)
  t.end()
})

t.test('gates of purchases, parcels and inspections', (t) => {
  t.equal(purchaseRules.guards.paymentTriesLeft({ paymentTries: 2, paymentTriesAllowed: 3 }), true)
  t.equal(purchaseRules.guards.paymentTriesLeft({ paymentTries: 3, paymentTriesAllowed: 3 }), false)
  t.equal(purchaseRules.guards.priceAgreed({ priceAgreed: true }), true)
  t.equal(parcelRules.guards.silentLongEnough({ now: noon, lastMovementAt: earlier, stallAfterMs: 1_000 }), true)
  t.equal(parcelRules.guards.ownerKnown({ matchedLines: 1 }), true)
  t.equal(parcelRules.guards.outerPhotographed({ outerPhotos: 1 }), true)
  t.equal(parcelRules.guards.searchOver({ now: noon, searchEndsAt: noon }), true)
  t.equal(parcelRules.guards.inspectionsDone({ openInspections: 0 }), true)
  t.equal(inspectionRules.guards.checksComplete({ openChecks: 0 }), true)
  t.equal(inspectionRules.guards.evidenceTaken({ photos: 1 }), true)
  t.equal(inspectionRules.guards.reasonGiven({ reason: 'label was hidden' }), true)
  t.equal(inspectionRules.guards.goodsStillHere({ goodsStillHere: true }), true)
  t.equal(inspectionRules.guards.decisionOffered({ decisionOffered: true }), true)
  t.equal(inspectionRules.guards.answerOverdue({ now: noon, answerDueAt: earlier }), true)
  t.equal(inspectionRules.guards.wasSealed({ wasSealed: true }), true)
  t.end()
})
