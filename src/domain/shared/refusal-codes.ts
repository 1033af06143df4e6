import { catalogueRefusals } from '../catalogue/catalogue-refusals.ts'
import { creditRefusals } from '../credit/credit-refusals.ts'
import { fileRefusals } from '../files/file-refusals.ts'
import { inspectionRefusals } from '../inspections/inspection-refusals.ts'
import { ledgerRefusals } from '../ledger/ledger-refusals.ts'
import { orderRefusals } from '../orders/order-refusals.ts'
import { parcelRefusals } from '../parcels/parcel-refusals.ts'
import { partnerRefusals } from '../partners/partner-refusals.ts'
import { policyRefusals } from '../policy/policy-refusals.ts'
import { reconciliationRefusals } from '../reconciliation/reconciliation-refusals.ts'
import { refundRefusals } from '../refunds/refund-refusals.ts'
import { sandboxRefusals } from '../sandbox/sandbox-refusals.ts'
import { serviceRefusals } from '../services/service-refusals.ts'
import { shipmentRefusals } from '../shipments/shipment-refusals.ts'
import { stockRefusals } from '../stock/stock-refusals.ts'
import { walletRefusals } from '../wallet/wallet-refusals.ts'
import { webhookRefusals } from '../webhooks/webhook-refusals.ts'
import { baseRefusals } from './base-refusals.ts'

/** Every `area.reason` code the domain can raise; each feature keeps its own list, HTTP maps the union to statuses. */
export const REFUSAL_CODES = [
  ...baseRefusals,
  ...catalogueRefusals,
  ...orderRefusals,
  ...ledgerRefusals,
  ...walletRefusals,
  ...creditRefusals,
  ...parcelRefusals,
  ...inspectionRefusals,
  ...stockRefusals,
  ...serviceRefusals,
  ...shipmentRefusals,
  ...refundRefusals,
  ...partnerRefusals,
  ...policyRefusals,
  ...reconciliationRefusals,
  ...webhookRefusals,
  ...fileRefusals,
  ...sandboxRefusals,
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]
