import type { CatalogueRules } from './catalogue/catalogue-rules.ts'
import type { CreditCommands } from './credit/credit-commands.ts'
import type { StoredFile } from './files/stored-file.ts'
import type { Defect, Inspection, InspectionDecision, InspectionPhoto } from './inspections/inspection.ts'
import type { Destination } from './landed/landed-estimate.ts'
import type { CancelFacts } from './orders/cancel-terms.ts'
import type { ExceptionPolicy } from './orders/exception-policies.ts'
import type { LineOptions } from './orders/line-options.ts'
import type { AgentOrder, LineTolerance, OrderLine } from './orders/order.ts'
import type { Parcel } from './parcels/parcel.ts'
import type { Partner } from './partners/partner.ts'
import type { SetPartnerCatalogue } from './partners/set-partner-catalogue.ts'
import type { SetRule } from './policy/set-rule.ts'
import type { StoredRule } from './policy/stored-rule.ts'
import type { Transaction } from './ports.ts'
import type { PreparedPhoto } from './preparations.ts'
import type { InspectionLevelCode, Quote } from './quotes/quote.ts'
import type { StoredRate } from './quotes/reference-rates.ts'
import type { SetExchangeRate } from './quotes/set-exchange-rate.ts'
import type { ComparisonRun, Difference } from './reconciliation/difference.ts'
import type { EndedOrder } from './reconciliation/ended-order.ts'
import type { ReasonCode } from './refunds/reasons.ts'
import type { EvidenceItem, RefundCase } from './refunds/refund-case.ts'
import type { RefundType } from './refunds/refund-types.ts'
import type { RefundSimulation } from './refunds/simulate-refund.ts'
import type { SimulateRefund } from './refunds/try-refund.ts'
import type { NamedService } from './services/choose-services.ts'
import type { SettleService } from './services/settle-service.ts'
import type { Actor } from './shared/actor.ts'
import type { Currency, Money } from './shared/money.ts'
import type { Tenant } from './shared/tenant.ts'
import type { Carton, ConsigneeAddress, Shipment, ShipmentItem } from './shipments/shipment.ts'
import type { StockLot } from './stock/stock-lot.ts'
import type { WalletCommands } from './wallet/wallet-commands.ts'

/**
 * Everything a door may ask to be changed. A command runs inside the transaction it is given and throws a `Refusal`
 * when a rule forbids the change; what must be fetched from outside first is a preparation, done before the transaction.
 */
export interface Commands extends WalletCommands, CreditCommands {
  // partners
  saveQuote(tx: Transaction, input: PreparedQuote): Promise<Quote>
  placeOrder(tx: Transaction, input: PlaceOrder): Promise<OrderView>
  payOrder(tx: Transaction, input: OnOrder): Promise<OrderView>
  /** `onlyIfFree` leaves lines alone that would become a claim. Answers the order with all that `cancelTerms` asks for. */
  cancelOrder(tx: Transaction, input: OnOrder & { reason: string | null; onlyIfFree: boolean }): Promise<OrderView & CancelFacts>
  /** The partner's answer to a price beyond tolerance, for every line of the order that waits for one (O8). */
  answerPrice(tx: Transaction, input: OnOrder & { decision: PriceDecision }): Promise<OrderView>
  decideInspection(tx: Transaction, input: DecideInspection): Promise<{ inspection: Inspection; refund: RefundCase | null }>
  createShipment(tx: Transaction, input: CreateShipment): Promise<ShipmentView>
  payShipment(tx: Transaction, input: OnShipment): Promise<ShipmentView>
  cancelShipment(tx: Transaction, input: OnShipment): Promise<ShipmentView>
  requestRefund(tx: Transaction, input: RequestRefund): Promise<RefundCase>
  /** Only reads: what could be asked for and what would come of it. */
  simulateRefund(tx: Transaction, input: SimulateRefund): Promise<{ line: OrderLine; simulation: RefundSimulation }>
  cancelRefund(tx: Transaction, input: OnRefund): Promise<RefundCase>
  addRefundEvidence(tx: Transaction, input: OnRefund & { items: EvidenceItem[] }): Promise<RefundCase>
  /** Ends an upload that `prepareUpload` began. */
  saveUpload(tx: Transaction, input: { tenant: Tenant; fileId: string }): Promise<StoredFile>

  // warehouse
  /** Dock scan. Refuses `parcel.unknown_waybill` when no expected parcel carries the number. */
  arriveParcel(
    tx: Transaction,
    input: { actor: Actor; waybillNo: string; weightG: number | null },
  ): Promise<{ parcel: Parcel; inspections: Inspection[] }>
  startInspection(tx: Transaction, input: OnInspection): Promise<Inspection>
  addInspectionPhoto(tx: Transaction, input: OnInspection & { shot: string; photo: PreparedPhoto }): Promise<InspectionPhoto>
  completeInspection(tx: Transaction, input: CompleteInspection): Promise<Inspection>
  /** A paid service of a line was done, or cannot be: then its price goes back. Refuses `service.not_due` and `service.settled`. */
  settleService(tx: Transaction, input: SettleService): Promise<OrderLine>
  /** Refuses `stock.notice_missing` for what was not given up, and `stock.disposed_already`. */
  disposeStock(tx: Transaction, input: { actor: Actor; lotId: string; photo: PreparedPhoto; reason: string }): Promise<StockLot>
  startPacking(tx: Transaction, input: { actor: Actor; shipmentId: string }): Promise<ShipmentView>
  /** True weights and sizes are known: prices the freight and asks the partner for payment 2. */
  packShipment(tx: Transaction, input: { actor: Actor; shipmentId: string; cartons: Carton[] }): Promise<ShipmentView>
  handOverShipment(tx: Transaction, input: { actor: Actor; shipmentId: string }): Promise<ShipmentView>

  // after-sales
  approveRefund(tx: Transaction, input: { actor: Actor; refundId: string }): Promise<RefundCase>
  rejectRefund(tx: Transaction, input: { actor: Actor; refundId: string; reason: string }): Promise<RefundCase>
  /** Ends a claim that 1688 has closed, with `compensationMinor` of our own money (in the order's currency) or without. */
  settleClosedRefund(tx: Transaction, input: SettleClosedRefund): Promise<RefundCase>
  decideCompensation(tx: Transaction, input: DecideCompensation): Promise<RefundCase>
  shipReturn(tx: Transaction, input: { actor: Actor; refundId: string; courierCode: string; waybillNo: string }): Promise<RefundCase>

  // operator
  decideRisk(tx: Transaction, input: DecideRisk): Promise<void>
  setRule(tx: Transaction, input: SetRule): Promise<StoredRule>
  settleDifference(
    tx: Transaction,
    input: { actor: Actor; differenceId: string; state: 'EXPLAINED' | 'RESOLVED'; reason: string },
  ): Promise<Difference>
  /** The money of an order that 1688 ended after it was paid. Made of what `readEndedOrder` saw. */
  bookReturnedMoney(tx: Transaction, input: BookReturnedMoney): Promise<Difference>
  requestComparison(tx: Transaction, input: { actor: Actor }): Promise<ComparisonRun>
  setExchangeRate(tx: Transaction, input: SetExchangeRate): Promise<StoredRate>
  /** What a partner sees of the catalogue, and where its shop is. Refuses `partner.storefront_invalid`. */
  setPartnerCatalogue(tx: Transaction, input: SetPartnerCatalogue): Promise<Partner>
  cancelRule(tx: Transaction, input: { actor: Actor; ruleId: string; reason: string }): Promise<StoredRule>
}

export type BookReturnedMoney = {
  actor: Actor
  differenceId: string
  /** What came back to our account, in fen; what is missing is our loss. */
  returnedFen: bigint
  reason: string
  order: EndedOrder
}

export const PRICE_DECISIONS = ['accept', 'reject'] as const
export type PriceDecision = (typeof PRICE_DECISIONS)[number]

export type OrderView = { order: AgentOrder; lines: OrderLine[] }
export type ShipmentView = { shipment: Shipment; items: ShipmentItem[] }

export type OnOrder = { tenant: Tenant; actor: Actor; orderId: string }
export type OnShipment = { tenant: Tenant; actor: Actor; shipmentId: string }
export type OnRefund = { tenant: Tenant; actor: Actor; refundId: string }
export type OnInspection = { actor: Actor; inspectionId: string }

export type PlaceOrder = {
  tenant: Tenant
  actor: Actor
  quoteId: string
  externalRef: string | null
  metadata: Record<string, string>
  note: string | null
  /** For every line that does not say otherwise; null: what the operator's rule says when it comes to it. */
  exceptionPolicy: ExceptionPolicy | null
  /** How far the price may move unasked, instead of the operator's; each line may say otherwise. */
  priceTolerance?: LineTolerance | null
  lineOptions?: LineOptions[]
  /** More than this is not ordered: for orders placed without having seen the quote. */
  most?: Money | null
  /** Pay at once: an order that cannot be paid is not made. */
  pay?: boolean
}

export type DecideInspection = {
  tenant: Tenant
  actor: Actor
  inspectionId: string
  decision: InspectionDecision
  note: string | null
  /** Only for PARTIAL_REFUND: what to ask the seller for, in the order's currency. */
  amountMinor: bigint | null
}

export type CreateShipment = {
  tenant: Tenant
  actor: Actor
  items: { lotId: string; quantity: number }[]
  consignee: ConsigneeAddress
  lineCode: string
  externalRef: string | null
  documentFileIds?: string[]
}

export type RequestRefund = {
  tenant: Tenant
  actor: Actor
  lineId: string
  quantity: number
  type: RefundType
  reasonCode: ReasonCode
  description: string
  /** Null asks for everything these units cost (goods and their share of freight). */
  amountMinor: bigint | null
  evidenceFileIds: string[]
  /** Files that prove an item of the reason. */
  evidenceItems?: EvidenceItem[]
}

export type SettleClosedRefund = {
  actor: Actor
  refundId: string
  compensationMinor: bigint | null
  /** Units on hold go into stock as they are; else their owner decides. */
  keepGoods: boolean
  /** Read by the partner. */
  reason: string
}

export type DecideRisk = { actor: Actor; orderId: string; decision: 'release' | 'refuse'; reason: string }

export type DecideCompensation = {
  actor: Actor
  refundId: string
  decision: 'approve' | 'reject' | 'withdraw'
  reason: string | null
}

export type CompleteInspection = OnInspection & {
  countedQuantity: number
  passedQuantity: number
  failedQuantity: number
  outcome: 'PASS' | 'PASS_WITH_REMARK' | 'FAIL'
  defects: Defect[]
  remark: string | null
}

/** Live answers of 1688, priced: what `saveQuote` writes. Made by `prepareQuote`, outside any transaction. */
export type PreparedQuote = Omit<Quote, 'status' | 'orderId' | 'version'>

export type QuoteRequest = {
  tenant: Tenant
  currency: Currency
  language: string
  /** What the partner does not want to buy either. */
  catalogueRules?: CatalogueRules | null
  lines: {
    productId: string
    skuId: string | null
    quantity: number
    inspectionLevel: InspectionLevelCode
    services?: NamedService[]
    /** Heading of the Harmonized System, 4 to 10 digits, where the partner knows it. */
    hsCode?: string | null
  }[]
  /** Where the goods are to go: asks for an estimate of freight, duties and the landed total. */
  destination?: Destination | null
}

/** Rehearsal moves for test-mode keys: what the outside world would do (design: sandbox). */
export const SIMULATION_EVENTS = [
  'seller.ships',
  'parcel.arrives',
  'inspection.passes',
  'inspection.fails',
  'shipment.packed',
  'shipment.handed_over',
  'carrier.delivers',
  'seller.agrees_refund',
  'return.shipped',
  'seller.confirms_return',
  'stock.week_passes',
  'stock.month_passes',
] as const
export type SimulationEvent = (typeof SIMULATION_EVENTS)[number]

export interface Sandbox {
  /** Plays one outside event on a test-mode resource; refuses live tenants with `sandbox.test_mode_only`. */
  simulate(input: {
    tenant: Tenant
    event: SimulationEvent
    resourceId: string
  }): Promise<{ resourceType: string; resourceId: string; state: string }>
}
