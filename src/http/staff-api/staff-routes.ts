import { assertRoutes } from '../route-rules.ts'
import { listReferenceRates } from './exchange-rates/list-reference-rates.ts'
import { setExchangeRate } from './exchange-rates/set-exchange-rate.ts'
import { showFile } from './files/show-file.ts'
import { decideBooking } from './finance/decide-booking.ts'
import { decideCreditChange } from './finance/decide-credit-change.ts'
import { listBookings } from './finance/list-bookings.ts'
import { listCreditChanges } from './finance/list-credit-changes.ts'
import { listFinanceTopUps } from './finance/list-finance-top-ups.ts'
import { listUnpaidDraws } from './finance/list-unpaid-draws.ts'
import { proposeBooking } from './finance/propose-booking.ts'
import { proposeCreditChange } from './finance/propose-credit-change.ts'
import { showCredit } from './finance/show-credit.ts'
import { showFinance } from './finance/show-finance.ts'
import { showFinanceTrend } from './finance/show-finance-trend.ts'
import { addInspectionPhoto } from './inspections/add-inspection-photo.ts'
import { completeInspection } from './inspections/complete-inspection.ts'
import { showInspection } from './inspections/show-inspection.ts'
import { startInspection } from './inspections/start-inspection.ts'
import { decideRisk } from './orders/decide-risk.ts'
import { listStaffOrders } from './orders/list-staff-orders.ts'
import { searchDesk } from './orders/search-desk.ts'
import { showOrder } from './orders/show-order.ts'
import { listPartners } from './partners/list-partners.ts'
import { setPartnerCatalogue } from './partners/set-partner-catalogue.ts'
import { bookReturnedMoney } from './reconciliation/book-returned-money.ts'
import { requestComparison } from './reconciliation/request-comparison.ts'
import { settleDifference } from './reconciliation/settle-difference.ts'
import { showReconciliation } from './reconciliation/show-reconciliation.ts'
import { approveRefund } from './refunds/approve-refund.ts'
import { decideCompensation } from './refunds/decide-compensation.ts'
import { rejectRefund } from './refunds/reject-refund.ts'
import { settleClosedRefund } from './refunds/settle-closed-refund.ts'
import { shipReturn } from './refunds/ship-return.ts'
import { showRefund } from './refunds/show-refund.ts'
import { cancelRule } from './rules/cancel-rule.ts'
import { listRules } from './rules/list-rules.ts'
import { setRule } from './rules/set-rule.ts'
import { scanCode } from './scans/scan-code.ts'
import { settleService } from './services/settle-service.ts'
import { showSession } from './session/show-session.ts'
import { signIn } from './session/sign-in.ts'
import { signOut } from './session/sign-out.ts'
import { handOverShipment } from './shipments/hand-over-shipment.ts'
import { packShipment } from './shipments/pack-shipment.ts'
import { showShipment } from './shipments/show-shipment.ts'
import { startPacking } from './shipments/start-packing.ts'
import type { StaffRoute } from './staff-door.ts'
import { disposeLot } from './stock/dispose-lot.ts'
import { listAbandonedLots } from './stock/list-abandoned-lots.ts'
import { showLot } from './stock/show-lot.ts'
import { countTasks } from './tasks/count-tasks.ts'
import { listTasks } from './tasks/list-tasks.ts'

/** The staff API, in the order of its document; `access` beside each is who may call it. */
export const staffRoutes: readonly StaffRoute[] = [
  signIn,
  showSession,
  signOut,
  listTasks,
  countTasks,
  scanCode,
  showInspection,
  startInspection,
  addInspectionPhoto,
  completeInspection,
  settleService,
  showShipment,
  startPacking,
  packShipment,
  handOverShipment,
  listAbandonedLots,
  showLot,
  disposeLot,
  showRefund,
  approveRefund,
  rejectRefund,
  settleClosedRefund,
  decideCompensation,
  shipReturn,
  showFile,
  searchDesk,
  listStaffOrders,
  decideRisk,
  showOrder,
  listRules,
  setRule,
  cancelRule,
  listReferenceRates,
  setExchangeRate,
  showReconciliation,
  requestComparison,
  settleDifference,
  bookReturnedMoney,
  showFinance,
  showFinanceTrend,
  listFinanceTopUps,
  listBookings,
  proposeBooking,
  decideBooking,
  showCredit,
  listUnpaidDraws,
  listCreditChanges,
  proposeCreditChange,
  decideCreditChange,
  listPartners,
  setPartnerCatalogue,
]

/** Refuses to start with a route nobody is named for, or that breaks a rule of all routes. */
export function assertStaffRoutes(routes: readonly StaffRoute[]): void {
  assertRoutes(routes)
  const nameless = routes.filter(({ access }) => access === undefined || access.length === 0)
  const open = routes.filter(({ access, operationId }) => access === 'anyone' && operationId !== 'signIn')
  const breaches = [
    ...nameless.map((route) => `${route.operationId}: no role`),
    ...open.map((route) => `${route.operationId}: open to anyone`),
  ]
  if (breaches.length > 0) throw new Error(`staff routes break the rules:\n${breaches.join('\n')}`)
}
