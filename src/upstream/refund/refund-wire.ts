import { z } from 'zod'
import type { RefundOperation, UpstreamRefund } from '../../domain/upstream/refund.ts'
import { refundStatus } from '../trade/order-words.ts'
import { decimal, fen, instant, list, text } from '../wire.ts'
import { toRefundId } from './create-refund.ts'

const operationWire = z.object({ discription: text, operateRemark: text, operatorRoleId: decimal, gmtCreate: instant })

/** A refund as list and detail give it; every amount is fen (spec 4). */
export const refundWire = z.object({
  refundId: text,
  id: text,
  orderId: text,
  orderEntryIdList: list(z.union([z.string(), z.number()]).transform(String)),
  orderEntryCountMap: z.record(z.string(), decimal).nullish(),
  status: text,
  disputeType: decimal,
  goodsStatus: decimal,
  applyPayment: fen,
  applyCarriage: fen,
  refundPayment: fen,
  refundCarriage: fen,
  canRefundPayment: fen,
  applyReasonId: text,
  applyReason: text,
  rejectReason: text,
  rejectTimes: decimal,
  freightBill: text,
  buyerLogisticsName: text,
  gmtApply: instant,
  gmtModified: instant,
  gmtCompleted: instant,
  gmtTimeOut: instant,
  refundOperationList: list(operationWire),
})

type RefundWire = z.output<typeof refundWire>

const PHASES: Readonly<Record<number, UpstreamRefund['phase']>> = { 1: 'inSale', 2: 'afterSale' }
const GOODS: Readonly<Record<number, UpstreamRefund['goodsState']>> = { 1: 'notReceived', 2: 'received', 3: 'sentBack' }
const ROLES: Readonly<Record<number, RefundOperation['by']>> = { 1: 'buyer', 2: 'seller', 4: 'platform' }

/** A refund in our words. */
export function toUpstreamRefund(wire: RefundWire): UpstreamRefund {
  return {
    upstreamRefundId: toRefundId(wire.refundId ?? wire.id) ?? '',
    upstreamOrderId: wire.orderId ?? '',
    lineIds: wire.orderEntryIdList,
    lineCounts: Object.entries(wire.orderEntryCountMap ?? {}).map(([lineId, count]) => ({ lineId, count: count ?? 0 })),
    status: refundStatus(wire.status) ?? 'other',
    rawStatus: wire.status ?? '',
    phase: PHASES[wire.disputeType ?? 0] ?? 'unknown',
    goodsState: GOODS[wire.goodsStatus ?? 0] ?? 'unknown',
    appliedGoodsFen: wire.applyPayment ?? 0n,
    appliedFreightFen: wire.applyCarriage ?? 0n,
    refundedGoodsFen: wire.refundPayment ?? 0n,
    refundedFreightFen: wire.refundCarriage ?? 0n,
    maxFen: wire.canRefundPayment,
    reasonId: wire.applyReasonId,
    reason: wire.applyReason,
    rejectReason: wire.rejectReason,
    rejectTimes: wire.rejectTimes ?? 0,
    returnWaybillNo: wire.freightBill,
    returnCarrierName: wire.buyerLogisticsName,
    appliedAt: wire.gmtApply,
    modifiedAt: wire.gmtModified,
    completedAt: wire.gmtCompleted,
    timeoutAt: wire.gmtTimeOut,
    operations: wire.refundOperationList.map((operation) => ({
      at: operation.gmtCreate,
      by: ROLES[operation.operatorRoleId ?? 0] ?? 'other',
      text: operation.discription ?? operation.operateRemark ?? '',
    })),
  }
}
