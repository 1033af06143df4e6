import type { StoredFile } from '../../src/domain/files/stored-file.ts'
import type { Inspection, InspectionPhoto } from '../../src/domain/inspections/inspection.ts'
import { buildGroup, type PostingGroup } from '../../src/domain/ledger/build-group.ts'
import type { AgentOrder, OrderLine } from '../../src/domain/orders/order.ts'
import type { Purchase } from '../../src/domain/orders/purchase.ts'
import { initialQuantities, purchase } from '../../src/domain/orders/quantities.ts'
import type { Parcel, ParcelLine } from '../../src/domain/parcels/parcel.ts'
import type { Transaction } from '../../src/domain/ports.ts'
import type { LockedRate, Quote } from '../../src/domain/quotes/quote.ts'
import type { RefundCase } from '../../src/domain/refunds/refund-case.ts'
import { money } from '../../src/domain/shared/money.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { Shipment, ShipmentItem } from '../../src/domain/shipments/shipment.ts'
import type { StockLot } from '../../src/domain/stock/stock-lot.ts'
import { createIds } from '../../src/platform/ids.ts'
import { NOW, type Store } from './open-store.ts'

export const ids = createIds()

/** A new partner and its tenant. */
export async function newTenant({ db }: Pick<Store, 'db'>, livemode = false): Promise<Tenant> {
  const partnerId = ids.next('par')
  await db
    .insertInto('partner')
    .values({
      id: partnerId,
      name: 'A partner',
      status: 'ACTIVE',
      defaultCurrency: 'USD',
      defaultLanguage: 'en',
      createdAt: NOW,
      version: 1,
    })
    .execute()
  return { partnerId, livemode }
}

export const RATE: LockedRate = {
  base: 'CNY',
  quote: 'USD',
  referenceRate: '0.1400',
  referenceSource: 'test',
  marginBps: 150,
  rate: '0.1421',
  quotedAt: NOW.toISOString(),
}

export function aQuote(tenant: Tenant, change: Partial<Quote> = {}): Quote {
  return {
    ...tenant,
    id: ids.next('quo'),
    status: 'OPEN',
    currency: 'USD',
    language: 'en',
    lines: [],
    charges: [{ code: 'GOODS', lineNo: 1, amountMinor: 1000n, currency: 'USD', ruleId: 'goods', ruleVersion: '1', inputs: { n: '1' } }],
    rate: RATE,
    totalMinor: 1000n,
    createdAt: NOW,
    expiresAt: new Date(NOW.getTime() + 1_800_000),
    orderId: null,
    version: 1,
    ...change,
  }
}

export function anOrder(tenant: Tenant, quoteId: string, change: Partial<AgentOrder> = {}): AgentOrder {
  return {
    ...tenant,
    id: ids.next('ord'),
    quoteId,
    externalRef: null,
    currency: 'USD',
    rate: RATE,
    charges: [],
    totalMinor: 1000n,
    metadata: { orderNo: 'A-1', snake_key: 'kept' },
    note: null,
    createdAt: NOW,
    updatedAt: NOW,
    paidAt: null,
    payBefore: new Date(NOW.getTime() + 86_400_000),
    version: 1,
    ...change,
  }
}

export function aLine(tenant: Tenant, orderId: string, change: Partial<OrderLine> = {}): OrderLine {
  return {
    ...tenant,
    ...initialQuantities(10),
    id: ids.next('oln'),
    orderId,
    lineNo: 1,
    state: 'PENDING_PAYMENT',
    productId: 'prd_600000000000000001',
    offerId: '600000000000000001',
    skuId: null,
    specId: null,
    sellerOpenId: 'BBBxx',
    sellerGroup: 0,
    flow: 'general',
    purchaseId: null,
    snapshot: {
      titleZh: '杯子',
      title: 'Cup',
      imageUrl: null,
      attributes: [{ name: 'colour', value: 'red' }],
      sellerName: '某厂',
      shippingTimeGuarantee: null,
      serviceLabels: [],
      capturedAt: NOW.toISOString(),
    },
    unitPriceFen: 700n,
    goodsFen: 7000n,
    domesticFreightFen: 0n,
    goodsMinor: 900n,
    domesticFreightMinor: 0n,
    serviceFeeMinor: 50n,
    inspectionFeeMinor: 0n,
    fxMarginMinor: 50n,
    totalMinor: 1000n,
    refundedMinor: 0n,
    inspectionLevel: 'BASIC',
    exceptionPolicy: 'ACCEPT_AS_IS',
    weightG: 250,
    upstreamOrderId: null,
    upstreamEntryId: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function aPurchase(tenant: Tenant, orderId: string, change: Partial<Purchase> = {}): Purchase {
  return {
    ...tenant,
    id: ids.next('pch'),
    orderId,
    sellerOpenId: 'BBBxx',
    flow: 'general',
    state: 'INTENDED',
    expectedFen: 7000n,
    upstreamAmountFen: null,
    upstreamOrderId: null,
    attemptedAt: null,
    attempts: 0,
    paymentAttempts: 0,
    lastOutcome: null,
    paidAt: null,
    upstreamStatus: null,
    syncedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function aParcel(tenant: Tenant, purchaseId: string, change: Partial<Parcel> = {}): Parcel {
  const id = ids.next('pcl')
  return {
    ...tenant,
    id,
    purchaseId,
    upstreamLogisticsId: `AL${id}`,
    waybillNo: `SF${id}`,
    waybillAliases: [],
    courierName: null,
    state: 'EXPECTED',
    shippedAt: null,
    signedAt: null,
    arrivedAt: null,
    weightG: null,
    exceptionCode: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function aParcelLine(tenant: Tenant, parcelId: string, lineId: string): ParcelLine {
  return { ...tenant, id: ids.next('opn'), parcelId, lineId, expectedQuantity: 10, countedQuantity: null, version: 1 }
}

type InspectionParents = { orderId: string; lineId: string; parcelId: string }

export function anInspection(tenant: Tenant, parents: InspectionParents, change: Partial<Inspection> = {}): Inspection {
  return {
    ...tenant,
    ...parents,
    id: ids.next('ins'),
    state: 'READY',
    level: 'BASIC',
    expectedQuantity: 10,
    countedQuantity: null,
    passedQuantity: null,
    failedQuantity: null,
    plan: null,
    defects: [],
    remark: null,
    inspectorId: null,
    inspectBy: new Date(NOW.getTime() + 86_400_000),
    startedAt: null,
    completedAt: null,
    decideBy: null,
    decision: null,
    decidedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function aFile(tenant: Tenant, change: Partial<StoredFile> = {}): StoredFile {
  const id = ids.next('fil')
  return {
    ...tenant,
    id,
    sha256: 'ab'.repeat(32),
    contentType: 'image/jpeg',
    byteLength: 10,
    storageKey: id,
    audience: 'partner',
    createdAt: NOW,
    version: 1,
    ...change,
  }
}

export function aPhoto(tenant: Tenant, inspectionId: string, files: { original: string; redacted: string }): InspectionPhoto {
  const { original, redacted } = files
  return {
    ...tenant,
    id: ids.next('opn'),
    inspectionId,
    shot: 'overview',
    originalFileId: original,
    redactedFileId: redacted,
    takenBy: 'stf_1',
    takenAt: NOW,
    version: 1,
  }
}

export function aLot(
  tenant: Tenant,
  parents: { orderId: string; lineId: string; inspectionId: string },
  change: Partial<StockLot> = {},
): StockLot {
  return {
    ...tenant,
    ...parents,
    id: ids.next('lot'),
    bin: 'A-01',
    condition: 'GOOD',
    quantity: 10,
    reservedQuantity: 0,
    unitWeightG: 250,
    storedAt: NOW,
    freeUntil: new Date(NOW.getTime() + 60 * 86_400_000),
    version: 1,
    ...change,
  }
}

export function aShipment(tenant: Tenant, change: Partial<Shipment> = {}): Shipment {
  return {
    ...tenant,
    id: ids.next('shp'),
    state: 'SUBMITTED',
    consignee: { name: 'N', phone: '1', countryCode: 'US', postalCode: '1', region: 'R', city: 'C', addressLine: 'A' },
    lineCode: 'AIR',
    packingPlan: null,
    estimatedWeightG: null,
    estimatedFreightMinor: null,
    cartons: [],
    chargeableWeightG: null,
    currency: 'USD',
    freightMinor: null,
    charges: [],
    paidAt: null,
    carrierTrackingNo: null,
    labelUrl: null,
    handedOverAt: null,
    deliveredAt: null,
    packerId: null,
    externalRef: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function anItem(tenant: Tenant, parents: { shipmentId: string; lotId: string; lineId: string }): ShipmentItem {
  return { ...tenant, ...parents, id: ids.next('opn'), quantity: 10, version: 1 }
}

export function aRefund(tenant: Tenant, parents: { orderId: string; lineId: string }, change: Partial<RefundCase> = {}): RefundCase {
  return {
    ...tenant,
    ...parents,
    id: ids.next('rfc'),
    purchaseId: null,
    inspectionId: null,
    state: 'SUBMITTED',
    type: 'PARTIAL_REFUND',
    reasonCode: 'DEFECTIVE_QUALITY',
    description: 'scratched',
    quantity: 1,
    currency: 'USD',
    requestedMinor: 100n,
    requestedFen: 700n,
    upstreamRefundId: null,
    upstreamStatus: null,
    filedAttemptAt: null,
    approvedFen: null,
    payoutMinor: null,
    payoutParts: null,
    returnCourierCode: null,
    returnWaybillNo: null,
    deadlineAt: null,
    rejectReason: null,
    evidenceFileIds: [],
    paidOutAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

/** Money paid in by the partner. */
export function aTopUp(tenant: Tenant, amount: bigint, change: Partial<PostingGroup> = {}): PostingGroup {
  const id = ids.next('grp')
  const request = { id, idempotencyKey: id, tenant, sourceType: 'topUp', sourceId: id, at: NOW }
  return { ...buildGroup({ ...request, template: 'topUp', amounts: { paidIn: money(amount, 'USD') } }), ...change }
}

/** Money held for an order line. */
export function aHold(tenant: Tenant, amount: bigint, key: string = ids.next('grp')): PostingGroup {
  const request = { id: ids.next('grp'), idempotencyKey: key, tenant, sourceType: 'orderLine', sourceId: 'oln_1', at: NOW }
  return buildGroup({ ...request, template: 'holdPayment1', amounts: { held: money(amount, 'USD') } })
}

/** An order with one line, as a transaction leaves it. */
export async function insertOrder(
  tx: Transaction,
  tenant: Tenant,
  change: { order?: Partial<AgentOrder>; line?: Partial<OrderLine> } = {},
) {
  const quote = aQuote(tenant)
  const order = anOrder(tenant, quote.id, change.order)
  const line = aLine(tenant, order.id, change.line)
  await tx.quotes.insert({ ...quote, status: 'ORDERED', orderId: order.id })
  await tx.orders.insert(order)
  await tx.lines.insert(line)
  return { quote, order, line }
}

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
    await tx.ledger.post(aTopUp(tenant, 5000n))
    await tx.history.append(aMove(tenant, order.id, line.id))
    const event = await tx.events.append(anEvent(tenant, order.id))
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
      event,
    }
  })
}

export function aMove(tenant: Tenant, orderId: string, resourceId: string) {
  const actor = { kind: 'partner', id: tenant.partnerId } as const
  const move = { machine: 'orderLine', resourceId, orderId, fromState: 'QUOTED', event: 'accept', toState: 'PENDING_PAYMENT' }
  return { ...tenant, ...move, actor, reason: null, evidence: ['fil_1'], at: NOW }
}

export function anEvent(tenant: Tenant, resourceId: string) {
  const about = { resourceType: 'order', resourceId, resourceVersion: 1 } as const
  return {
    tenant,
    type: 'order.paid',
    ...about,
    payload: { id: resourceId, total_key: 1, totalMinor: 9007199254740993n },
    at: NOW,
  } as const
}
