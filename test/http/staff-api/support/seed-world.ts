import type { Inspection } from '../../../../src/domain/inspections/inspection.ts'
import { planInspection } from '../../../../src/domain/inspections/plan-inspection.ts'
import { LINE_COUNTERS, type LineQuantities } from '../../../../src/domain/orders/line-quantities.ts'
import type { OrderLine } from '../../../../src/domain/orders/order.ts'
import type { RefundCase } from '../../../../src/domain/refunds/refund-case.ts'
import type { StaffRole, StaffUser } from '../../../../src/domain/staff/staff-user.ts'
import { hashPassword } from '../../../../src/http/staff-api/session/passwords.ts'
import type { StaffWorld } from './staff-world.ts'

export const PASSWORD = 'green-tea-and-cartons'
const HOUR_MS = 3_600_000

export type SeedProduct = { zh: string; en: string; seller: string; options: [string, string][]; imageUrl: string | null }

/** Adds a person; the password is always `PASSWORD`. */
export async function addUser(world: StaffWorld, login: string, roles: StaffRole[], part: Partial<StaffUser> = {}): Promise<StaffUser> {
  const passwordHash = await hashPassword(PASSWORD)
  const user: StaffUser = {
    ...{ id: world.nextId('stf'), login, displayName: login, passwordHash, roles, language: 'zh-CN', disabledAt: null },
    ...{ createdAt: world.clock.now(), version: 1, ...part },
  }
  world.users.set(user.id, user)
  return user
}

export type SeedWork = { product: SeedProduct; quantity: number; partner: string; livemode?: boolean; dueInHours?: number }

/** Adds a bought line. */
function addLine(world: StaffWorld, { product, quantity, partner, livemode = true }: SeedWork): OrderLine {
  const now = world.clock.now()
  const counters = Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, 0])) as LineQuantities
  const line: OrderLine = {
    ...counters,
    ...{ id: world.nextId('oln'), orderId: world.nextId('ord'), partnerId: partner, livemode, lineNo: 1, state: 'ARRIVED' },
    ...{ productId: 'prd_674512098123', offerId: '674512098123', skuId: null, specId: null, sellerOpenId: 'BBBv1', sellerGroup: 0 },
    ...{ flow: 'general', purchaseId: world.nextId('pch'), ordered: quantity, purchased: quantity, received: quantity },
    snapshot: {
      ...{ titleZh: product.zh, title: product.en, imageUrl: product.imageUrl, sellerName: product.seller },
      attributes: product.options.map(([name, value]) => ({ name, value, nameZh: name, valueZh: value })),
      ...{ shippingTimeGuarantee: '48h', serviceLabels: ['7天无理由', '48小时发货'], capturedAt: now.toISOString() },
    },
    ...{
      unitPriceFen: 1_400n,
      goodsFen: 33_600n,
      domesticFreightFen: 0n,
      goodsMinor: 17_520n,
      domesticFreightMinor: 0n,
      serviceFeeMinor: 0n,
    },
    ...{
      fxMarginMinor: 0n,
      inspectionFeeMinor: 0n,
      vasMinor: 0n,
      services: [],
      totalMinor: 17_520n,
      refundedMinor: 0n,
      inspectionLevel: 'STANDARD',
    },
    ...{
      exceptionPolicy: 'RETURN',
      remark: null,
      priceTolerance: null,
      weightG: 350,
      upstreamOrderId: null,
      upstreamEntryId: null,
      priceAsk: null,
      priceAnswerBy: null,
      completedAt: null,
      stopAsked: null,
      pictures: null,
      snapshotUrl: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    },
  }
  world.lines.set(line.id, line)
  return line
}

/** Adds a parcel with one line and its inspection: expected, or arrived and ready to inspect. */
export function addInspection(world: StaffWorld, work: SeedWork & { waybillNo: string; arrived?: boolean }): Inspection {
  const now = world.clock.now()
  const line = addLine(world, work)
  const { partnerId, livemode } = line
  const arrived = work.arrived ?? true
  const parcelId = world.nextId('pcl')
  world.parcels.set(parcelId, {
    ...{ id: parcelId, partnerId, livemode, purchaseId: line.purchaseId ?? '', upstreamLogisticsId: 'LP1', waybillNo: work.waybillNo },
    ...{ waybillAliases: [], courierName: '顺丰速运', state: arrived ? 'MATCHED' : 'DELIVERED_UNCONFIRMED', shippedAt: now, signedAt: now },
    ...{ arrivedAt: arrived ? new Date(now.getTime() - 3 * HOUR_MS) : null, weightG: arrived ? 8_640 : null, exceptionCode: null },
    ...{ movedAt: now, stallsAt: null, createdAt: now, updatedAt: now, version: 1 },
  })
  const inspection: Inspection = {
    ...{ id: world.nextId('ins'), partnerId, livemode, orderId: line.orderId, lineId: line.id, parcelId, level: 'STANDARD' },
    ...{
      state: arrived ? 'READY' : 'PENDING',
      expectedQuantity: work.quantity,
      plan: arrived ? planInspection('STANDARD', work.quantity) : null,
    },
    ...{ countedQuantity: null, passedQuantity: null, failedQuantity: null, defects: [], remark: null, inspectorId: null, startedAt: null },
    inspectBy: new Date(now.getTime() + (work.dueInHours ?? 24) * HOUR_MS),
    ...{ completedAt: null, decideBy: null, decision: null, decidedAt: null, createdAt: now, updatedAt: now, version: 1 },
  }
  world.inspections.set(inspection.id, inspection)
  if (arrived)
    world.history.push({
      ...{ partnerId, livemode, machine: 'inspection', resourceId: inspection.id, orderId: line.orderId, fromState: 'PENDING' },
      ...{ event: 'prepare', toState: 'READY', actor: { kind: 'system' as const, id: 'system' }, reason: null, evidence: [] },
      at: new Date(now.getTime() - 3 * HOUR_MS),
    })
  return inspection
}

/** Adds a shipment on the pick list with one lot a line. */
export function addShipment(
  world: StaffWorld,
  contents: (SeedWork & { bin: string; condition?: 'GOOD' | 'DEFECTIVE_ACCEPTED' })[],
): string {
  const now = world.clock.now()
  const shipmentId = world.nextId('shp')
  const partnerId = contents[0]?.partner ?? ''
  const tenant = { partnerId, livemode: true }
  const lots = contents.map((content) => {
    const line = addLine(world, content)
    const lot = {
      ...{
        ...tenant,
        id: world.nextId('lot'),
        orderId: line.orderId,
        lineId: line.id,
        inspectionId: world.nextId('ins'),
        bin: content.bin,
      },
      ...{ condition: content.condition ?? ('GOOD' as const), quantity: content.quantity, reservedQuantity: content.quantity },
      ...{
        unitWeightG: 350,
        storedAt: now,
        freeUntil: now,
        abandonAt: now,
        deliveredNotices: 0,
        storageDueAt: null,
        unitVolumeMl: null,
        ...{ feeDays: 0, feeFen: 0n, paidFen: 0n, lastNoticeAt: null, abandonedAt: null, disposedAt: null },
        version: 1,
      },
    }
    world.lots.set(lot.id, lot)
    world.items.push({
      ...tenant,
      id: world.nextId('sit'),
      shipmentId,
      lotId: lot.id,
      lineId: line.id,
      quantity: content.quantity,
      version: 1,
    })
    return lot
  })
  const cartonItems = lots.map((lot) => ({ lotId: lot.id, quantity: lot.quantity }))
  world.shipments.set(shipmentId, {
    ...{ ...tenant, id: shipmentId, state: 'PICKING', lineCode: 'JP-EMS', currency: 'JPY', cartons: [], charges: [] },
    consignee: {
      ...{ name: 'Sakura Select', phone: '+81 6 1234 5678', countryCode: 'JP', postalCode: '541-0051' },
      ...{ region: 'Osaka', city: 'Osaka', addressLine: '1-2-3 Bingomachi' },
    },
    packingPlan: {
      cartons: [
        { carton: { lengthMm: 500, widthMm: 400, heightMm: 380, weightG: 13_200 }, items: cartonItems.slice(0, 2) },
        { carton: { lengthMm: 400, widthMm: 300, heightMm: 300, weightG: 4_100 }, items: cartonItems.slice(2) },
      ].filter(({ items }) => items.length > 0),
      warnings: [],
    },
    ...{ estimatedWeightG: 17_500, estimatedFreightMinor: 12_840n, chargeableWeightG: null, freightMinor: null, paidAt: null },
    completeAt: null,
    ...{
      carrierTrackingNo: null,
      labelUrl: null,
      handedOverAt: null,
      deliveredAt: null,
      packerId: null,
      externalRef: 'SS-2291',
      documentFileIds: [],
    },
    ...{ createdAt: now, updatedAt: now, version: 1 },
  })
  return shipmentId
}

/** Adds a claim that the desk has to decide, or whose goods have to go back. */
export function addRefund(
  world: StaffWorld,
  work: SeedWork & { state: 'UNDER_REVIEW' | 'RETURN_APPROVED' | 'UPSTREAM_CLOSED'; inspectionId?: string },
): RefundCase {
  const now = world.clock.now()
  const line = addLine(world, { ...work, quantity: work.quantity * 4 })
  const { partnerId, livemode } = line
  const isReturn = work.state === 'RETURN_APPROVED'
  const refund: RefundCase = {
    ...{ id: world.nextId('rfc'), partnerId, livemode, orderId: line.orderId, lineId: line.id, purchaseId: line.purchaseId },
    ...{ inspectionId: work.inspectionId ?? null, state: work.state, type: isReturn ? 'RETURN_REFUND' : 'PARTIAL_REFUND' },
    ...{ reasonCode: isReturn ? 'WRONG_VARIANT' : 'DAMAGED_ON_ARRIVAL', description: '灯罩边缘变形，无法安装灯泡，外箱一角压坏。' },
    ...{
      quantity: work.quantity,
      currency: 'EUR',
      requestedMinor: 4_380n,
      requestedFen: 33_600n,
      approvedFen: null,
      payoutMinor: null,
      payoutParts: null,
      settlement: null,
      compensationProposal: null,
    },
    ...{
      upstreamRefundId: isReturn ? 'TQ1029384756' : null,
      upstreamStatus: isReturn ? 'waitbuyersend' : null,
      filedAttemptAt: null,
      upstreamModifiedAt: null,
    },
    ...{ returnWaybillNo: null, returnCourierCode: null, deadlineAt: new Date(now.getTime() + (work.dueInHours ?? 24) * HOUR_MS) },
    ...{
      rejectReason: null,
      evidenceFileIds: [],
      evidenceItems: [],
      missingEvidence: [],
      paidOutAt: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    },
  }
  world.refunds.set(refund.id, refund)
  return refund
}
