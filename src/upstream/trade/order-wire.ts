import { z } from 'zod'
import type { UpstreamOrder, UpstreamOrderLine } from '../../domain/upstream/order.ts'
import { decimal, fen, flag, instant, list, part, text, yuan } from '../wire.ts'
import { lineShipping, orderCloser, orderStatus, refundStatus } from './order-words.ts'

/** Yuan everywhere but in `discount` (spec 2.9, 4). */
const baseInfo = z.object({
  id: text,
  idOfStr: text,
  outOrderId: text,
  status: text,
  totalAmount: yuan,
  sumProductPayment: yuan,
  shippingFee: yuan,
  refund: yuan,
  discount: fen,
  createTime: instant,
  payTime: instant,
  allDeliveredTime: instant,
  receivingTime: instant,
  confirmedTime: instant,
  completeTime: instant,
  modifyTime: instant,
  payTimeout: decimal,
  sellerID: text,
  closeReason: text,
  closeOperateType: text,
  refundStatus: text,
  refundStatusForAs: text,
})

const itemWire = z.object({
  subItemID: text,
  subItemIDString: text,
  productID: text,
  skuID: text,
  specId: text,
  name: text,
  quantity: decimal,
  price: yuan,
  itemAmount: yuan,
  refund: yuan,
  status: text,
  logisticsStatus: decimal,
  refundStatus: text,
  refundId: text,
  refundIdForAs: text,
  productSnapshotUrl: text,
})

/** An order as detail and list give it. */
export const orderWire = z.object({
  baseInfo,
  productItems: list(itemWire),
  orderBizInfo: part({ abnormalPriceChange: flag }),
  extAttributes: list(z.object({ key: text, value: text })),
})

type OrderWire = z.output<typeof orderWire>

/** An order in our words. */
export function toUpstreamOrder({ baseInfo: base, productItems, orderBizInfo, extAttributes }: OrderWire): UpstreamOrder {
  const status = orderStatus(base.status)
  return {
    upstreamOrderId: base.idOfStr ?? base.id ?? '',
    outOrderId: base.outOrderId ?? extAttributes.find((attribute) => attribute.key === 'outOrderId')?.value ?? null,
    status,
    rawStatus: base.status ?? '',
    totalFen: base.totalAmount ?? 0n,
    goodsFen: base.sumProductPayment ?? 0n,
    freightFen: base.shippingFee ?? 0n,
    refundedFen: base.refund ?? 0n,
    discountFen: base.discount ?? 0n,
    createdAt: base.createTime,
    paidAt: base.payTime,
    shippedAt: base.allDeliveredTime,
    receivedAt: base.receivingTime ?? base.confirmedTime,
    completedAt: base.completeTime,
    modifiedAt: base.modifyTime,
    payBefore: status === 'awaitingPayment' ? payBefore(base) : null,
    sellerMemberId: base.sellerID,
    closeReason: base.closeReason,
    closedBy: orderCloser(base.closeOperateType),
    sellerChangedPrice: orderBizInfo?.abnormalPriceChange === true,
    refundStatus: refundStatus(base.refundStatusForAs ?? base.refundStatus),
    lines: productItems.map(toLine),
  }
}

/** `payTimeout` counts seconds from the order's making. */
function payBefore({ createTime, payTimeout }: OrderWire['baseInfo']): Date | null {
  return createTime === null || payTimeout === null ? null : new Date(createTime.getTime() + payTimeout * 1000)
}

/** Where a string twin of an id exists it is the truth: the number beside it may have been through a double (spec 1.8). */
function toLine(item: z.output<typeof itemWire>): UpstreamOrderLine {
  return {
    lineId: item.subItemIDString ?? item.subItemID ?? '',
    offerId: item.productID ?? '',
    skuId: item.skuID,
    specId: item.specId,
    name: item.name ?? '',
    quantity: item.quantity ?? 0,
    unitPriceFen: item.price ?? 0n,
    totalFen: item.itemAmount ?? 0n,
    refundedFen: item.refund ?? 0n,
    status: orderStatus(item.status),
    shipping: lineShipping(item.logisticsStatus),
    refundStatus: refundStatus(item.refundStatus),
    refundId: item.refundIdForAs ?? item.refundId,
    snapshotUrl: item.productSnapshotUrl,
  }
}
