import { buildDocument, type OpenapiDocument, type Tag } from './document/document.ts'
import { checkLiveness } from './open/check-liveness.ts'
import { checkReadiness } from './open/check-readiness.ts'
import { handOffPath } from './open/hand-off-operation.ts'
import { getMe } from './partner-api/account/get-me.ts'
import { listCategories } from './partner-api/categories/list-categories.ts'
import { listEvents } from './partner-api/events/list-events.ts'
import { getFile } from './partner-api/files/get-file.ts'
import { uploadFile } from './partner-api/files/upload-file.ts'
import { decideInspection } from './partner-api/inspections/decide-inspection.ts'
import { getInspection } from './partner-api/inspections/get-inspection.ts'
import { listInspections } from './partner-api/inspections/list-inspections.ts'
import { answerPrice } from './partner-api/orders/answer-price.ts'
import { cancelOrder } from './partner-api/orders/cancel-order.ts'
import { getOrder } from './partner-api/orders/get-order.ts'
import { getOrderEvidence } from './partner-api/orders/get-order-evidence.ts'
import { listOrderTimeline } from './partner-api/orders/list-order-timeline.ts'
import { listOrders } from './partner-api/orders/list-orders.ts'
import { payOrder } from './partner-api/orders/pay-order.ts'
import { placeOrder } from './partner-api/orders/place-order.ts'
import { getParcel } from './partner-api/parcels/get-parcel.ts'
import { listParcels } from './partner-api/parcels/list-parcels.ts'
import { getProduct } from './partner-api/products/get-product.ts'
import { listSimilarProducts } from './partner-api/products/list-similar-products.ts'
import { resolveProductLink } from './partner-api/products/resolve-product-link.ts'
import { searchByImage } from './partner-api/products/search-by-image.ts'
import { searchProducts } from './partner-api/products/search-products.ts'
import { createQuote } from './partner-api/quotes/create-quote.ts'
import { getQuote } from './partner-api/quotes/get-quote.ts'
import { addRefundEvidence } from './partner-api/refunds/add-refund-evidence.ts'
import { cancelRefund } from './partner-api/refunds/cancel-refund.ts'
import { getRefund } from './partner-api/refunds/get-refund.ts'
import { listRefunds } from './partner-api/refunds/list-refunds.ts'
import { requestRefund } from './partner-api/refunds/request-refund.ts'
import { simulateRefund } from './partner-api/refunds/simulate-refund.ts'
import { simulateEvent } from './partner-api/sandbox/simulate-event.ts'
import { listWarehouseServices } from './partner-api/services/list-warehouse-services.ts'
import { cancelShipment } from './partner-api/shipments/cancel-shipment.ts'
import { createShipment } from './partner-api/shipments/create-shipment.ts'
import { getShipment } from './partner-api/shipments/get-shipment.ts'
import { listShipments } from './partner-api/shipments/list-shipments.ts'
import { payShipment } from './partner-api/shipments/pay-shipment.ts'
import { listStockLots } from './partner-api/stock/list-stock-lots.ts'
import { getSupplier } from './partner-api/suppliers/get-supplier.ts'
import { listSupplierProducts } from './partner-api/suppliers/list-supplier-products.ts'
import { createTopUp } from './partner-api/wallet/create-top-up.ts'
import { getCreditDraw } from './partner-api/wallet/get-credit-draw.ts'
import { getStatement } from './partner-api/wallet/get-statement.ts'
import { getTopUp } from './partner-api/wallet/get-top-up.ts'
import { listBalances } from './partner-api/wallet/list-balances.ts'
import { listCreditDraws } from './partner-api/wallet/list-credit-draws.ts'
import { listExchangeRates } from './partner-api/wallet/list-exchange-rates.ts'
import { listLedgerEntries } from './partner-api/wallet/list-ledger-entries.ts'
import { listStatements } from './partner-api/wallet/list-statements.ts'
import { listTopUps } from './partner-api/wallet/list-top-ups.ts'
import { repayCredit } from './partner-api/wallet/repay-credit.ts'
import { setBalanceAlert } from './partner-api/wallet/set-balance-alert.ts'
import type { Route } from './route.ts'

/** The partner API, in the order of the document. */
export const partnerRoutes: readonly Route[] = [
  ...[getMe],
  ...[
    searchProducts,
    searchByImage,
    getProduct,
    listSimilarProducts,
    listCategories,
    getSupplier,
    listSupplierProducts,
    resolveProductLink,
  ],
  ...[createQuote, getQuote, listWarehouseServices],
  ...[placeOrder, listOrders, getOrder, payOrder, answerPrice, cancelOrder, listOrderTimeline, getOrderEvidence],
  ...[listParcels, getParcel, listInspections, getInspection, decideInspection, listStockLots],
  ...[createShipment, listShipments, getShipment, payShipment, cancelShipment],
  ...[simulateRefund, requestRefund, listRefunds, getRefund, cancelRefund, addRefundEvidence],
  ...[listBalances, setBalanceAlert, listCreditDraws, getCreditDraw, repayCredit],
  ...[listLedgerEntries, createTopUp, listTopUps, getTopUp, listStatements, getStatement, listExchangeRates],
  ...[listEvents, uploadFile, getFile, simulateEvent],
]

/** Without a key. */
export const openRoutes: readonly Route[] = [checkLiveness, checkReadiness]

const TAGS: readonly Tag[] = [
  { name: 'Account', description: 'Who a key is and what it may do.' },
  { name: 'Catalogue', description: 'Products of 1688, translated and priced.' },
  { name: 'Quotes', description: 'Locked prices.' },
  { name: 'Orders', description: 'What we buy for you, line by line and unit by unit.' },
  { name: 'Warehouse', description: 'Parcels, inspections and stock in our warehouse.' },
  { name: 'Shipments', description: 'Consolidation and export.' },
  { name: 'Refunds', description: 'Claims against sellers, from evidence to payout.' },
  { name: 'Wallet', description: 'Your money with us.' },
  { name: 'Events', description: 'What happened, in order per resource.' },
  { name: 'Files', description: 'Photos and documents.' },
  { name: 'Sandbox', description: 'Rehearsals, with test keys only.' },
  { name: 'Health', description: 'Whether this instance lives and may get traffic.' },
]

/** The document partners see: every partner and open route, nothing else. */
export function buildPublicDocument(publicUrl: string): OpenapiDocument {
  const document = buildDocument({ routes: [...partnerRoutes, ...openRoutes], tags: TAGS, publicUrl })
  return { ...document, paths: { ...document.paths, ...handOffPath } }
}
