import { MADE_BY_US, type StoredFile } from '../../src/domain/files/stored-file.ts'
import type { Inspection, InspectionPhoto } from '../../src/domain/inspections/inspection.ts'
import type { Parcel, ParcelLine } from '../../src/domain/parcels/parcel.ts'
import type { RefundCase } from '../../src/domain/refunds/refund-case.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { Shipment, ShipmentItem } from '../../src/domain/shipments/shipment.ts'
import type { StockLot } from '../../src/domain/stock/stock-lot.ts'
import { NOW } from './open-store.ts'
import { ids } from './order-rows.ts'

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
    movedAt: NOW,
    stallsAt: NOW,
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
    ...MADE_BY_US,
    id,
    sha256: 'ab'.repeat(32),
    contentType: 'image/jpeg',
    byteLength: 10,
    storageKey: id,
    audience: 'partner',
    storedAt: NOW,
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
    abandonAt: new Date(NOW.getTime() + 180 * 86_400_000),
    deliveredNotices: 0,
    unitVolumeMl: null,
    feeDays: 0,
    feeFen: 0n,
    paidFen: 0n,
    lastNoticeAt: null,
    abandonedAt: null,
    disposedAt: null,
    storageDueAt: null,
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
    completeAt: null,
    packerId: null,
    externalRef: null,
    documentFileIds: [],
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
    upstreamModifiedAt: null,
    filedAttemptAt: null,
    approvedFen: null,
    payoutMinor: null,
    payoutParts: null,
    settlement: null,
    compensationProposal: null,
    returnCourierCode: null,
    returnWaybillNo: null,
    deadlineAt: null,
    rejectReason: null,
    evidenceFileIds: [],
    evidenceItems: [],
    missingEvidence: [],
    paidOutAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}
