import { createDecideCreditChange, createProposeCreditChange } from './credit/change-credit.ts'
import { createRepayCredit } from './credit/repay-credit.ts'
import { createSaveUpload } from './files/save-upload.ts'
import { createAddInspectionPhoto } from './inspections/add-inspection-photo.ts'
import { createCompleteInspection } from './inspections/complete-inspection.ts'
import { createDecideInspection } from './inspections/decide-inspection.ts'
import { createStartInspection } from './inspections/start-inspection.ts'
import { createAnswerPrice } from './orders/answer-price.ts'
import { createCancelOrder } from './orders/cancel-order.ts'
import { createDecideRisk } from './orders/decide-risk.ts'
import { createPayOrder } from './orders/pay-order.ts'
import { createPlaceOrder } from './orders/place-order.ts'
import { createArriveParcel } from './parcels/arrive-parcel.ts'
import { createSetPartnerCatalogue } from './partners/set-partner-catalogue.ts'
import { createCancelRule } from './policy/cancel-rule.ts'
import type { RuleBook } from './policy/rule-book.ts'
import { createSetRule } from './policy/set-rule.ts'
import type { RateBook } from './quotes/reference-rates.ts'
import { saveQuote } from './quotes/save-quote.ts'
import { createSetExchangeRate } from './quotes/set-exchange-rate.ts'
import { createBookReturnedMoney } from './reconciliation/book-returned-money.ts'
import { createRequestComparison } from './reconciliation/request-comparison.ts'
import { createSettleDifference } from './reconciliation/settle-difference.ts'
import { createAddRefundEvidence } from './refunds/add-refund-evidence.ts'
import { createApproveRefund } from './refunds/approve-refund.ts'
import { createCancelRefund } from './refunds/cancel-refund.ts'
import { createDecideCompensation } from './refunds/decide-compensation.ts'
import { createRejectRefund } from './refunds/reject-refund.ts'
import { createRequestRefund } from './refunds/request-refund.ts'
import { createSettleClosedRefund } from './refunds/settle-closed-refund.ts'
import { createShipReturn } from './refunds/ship-return.ts'
import { createSimulateRefund } from './refunds/try-refund.ts'
import { createSettleService } from './services/settle-service.ts'
import type { Clock } from './shared/clock.ts'
import type { Ids } from './shared/ids.ts'
import { createCancelShipment } from './shipments/cancel-shipment.ts'
import { createCreateShipment } from './shipments/create-shipment.ts'
import type { PriceFreight } from './shipments/freight.ts'
import { createHandOverShipment } from './shipments/hand-over-shipment.ts'
import { createPackShipment, createStartPacking } from './shipments/pack-shipment.ts'
import { createPayShipment } from './shipments/pay-shipment.ts'
import { createDisposeStock } from './stock/dispose-stock.ts'
import type { Commands } from './use-cases.ts'
import { createCreateTopUp, type TopUpMethodsOpen } from './wallet/create-top-up.ts'
import { createDecideBooking } from './wallet/decide-booking.ts'
import { createProposeBooking } from './wallet/propose-booking.ts'
import { createSetBalanceAlert } from './wallet/set-balance-alert.ts'

export type CommandTools = {
  clock: Clock
  ids: Ids
  priceFreight: PriceFreight
  rules: RuleBook
  rates: RateBook
  topUpMethods: TopUpMethodsOpen
}

/** Every change a door may ask for, each with the tools it needs. */
export function createCommands(tools: CommandTools): Commands {
  return {
    saveQuote,
    placeOrder: createPlaceOrder(tools),
    payOrder: createPayOrder(tools),
    cancelOrder: createCancelOrder(tools),
    answerPrice: createAnswerPrice(tools),
    decideInspection: createDecideInspection(tools),
    createShipment: createCreateShipment(tools),
    payShipment: createPayShipment(tools),
    cancelShipment: createCancelShipment(tools),
    requestRefund: createRequestRefund(tools),
    simulateRefund: createSimulateRefund(tools),
    cancelRefund: createCancelRefund(tools),
    addRefundEvidence: createAddRefundEvidence(tools),
    saveUpload: createSaveUpload(tools),
    createTopUp: createCreateTopUp(tools),
    proposeBooking: createProposeBooking(tools),
    decideBooking: createDecideBooking(tools),
    setBalanceAlert: createSetBalanceAlert(tools),
    repayCredit: createRepayCredit(tools),
    proposeCreditChange: createProposeCreditChange(tools),
    decideCreditChange: createDecideCreditChange(tools),
    arriveParcel: createArriveParcel(tools),
    startInspection: createStartInspection(tools),
    addInspectionPhoto: createAddInspectionPhoto(tools),
    completeInspection: createCompleteInspection(tools),
    settleService: createSettleService(tools),
    disposeStock: createDisposeStock(tools),
    startPacking: createStartPacking(tools),
    packShipment: createPackShipment(tools),
    handOverShipment: createHandOverShipment(tools),
    approveRefund: createApproveRefund(tools),
    rejectRefund: createRejectRefund(tools),
    settleClosedRefund: createSettleClosedRefund(tools),
    decideCompensation: createDecideCompensation(tools),
    shipReturn: createShipReturn(tools),
    decideRisk: createDecideRisk(tools),
    setRule: createSetRule(tools),
    setExchangeRate: createSetExchangeRate(tools),
    settleDifference: createSettleDifference(tools),
    bookReturnedMoney: createBookReturnedMoney(tools),
    requestComparison: createRequestComparison(tools),
    setPartnerCatalogue: createSetPartnerCatalogue(),
    cancelRule: createCancelRule(tools),
  }
}
