import { BusinessError } from '../../protocol/business-error.ts'
import type { Order, OrderLine } from '../orders/order.ts'
import { pushOrder } from '../orders/order-message.ts'
import { closeRefund } from '../refunds/move-refund.ts'
import type { World } from '../world.ts'
import { planParcelStep, pushTrace } from './advance-parcel.ts'
import { COURIERS, type Courier, type Parcel, type ParcelLine } from './parcel.ts'
import { planReceipt } from './plan-receipt.ts'

export type ParcelPlan = {
  lines: ParcelLine[]
  courierNo?: string | undefined
  waybillNo?: string | undefined
  noLogistics?: boolean | undefined
}

/** The seller ships these parcels; returns them. Throws when the order does not wait for its seller or a line has not that much left. */
export function shipOrder(world: World, order: Order, plans: readonly ParcelPlan[]): Parcel[] {
  if (order.status !== 'waitsellersend') throw new BusinessError('ORDER_STATUS_ERROR', `order is ${order.status}, not waitsellersend`)
  const parcels = plans.map((plan) => parcelOf(world, order, plan))
  order.parcels.push(...parcels)
  for (const parcel of parcels) world.orders.indexParcel(parcel)
  closePendingRefunds(world, order, parcels)
  const whole = openLines(order).every((line) => line.shippedQuantity >= line.quantity)
  if (whole) markShipped(world, order)
  pushOrder(world, order, whole ? 'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS' : 'ORDER_BUYER_VIEW_PART_PART_SENDGOODS')
  for (const parcel of parcels) {
    pushTrace(world, order, parcel)
    planParcelStep(world, parcel)
  }
  return parcels
}

/** What is still to ship: one entry per line that is open. */
export function remainingLines(order: Order): ParcelLine[] {
  return openLines(order)
    .filter((line) => line.quantity > line.shippedQuantity)
    .map((line) => {
      const quantity = line.quantity - line.shippedQuantity
      return { subItemId: line.subItemId, quantity, actualQuantity: quantity, condition: 'good' as const }
    })
}

/** Moves an order on whose open lines are all shipped, also after the last unshipped one was refunded. */
export function markShipped(world: World, order: Order): void {
  order.status = 'waitbuyerreceive'
  order.shippedAt = world.clock.now()
  for (const line of openLines(order)) if (line.status === 'waitsellersend') line.status = 'waitbuyerreceive'
  planReceipt(world, order)
}

function openLines(order: Order): OrderLine[] {
  return order.lines.filter((line) => line.status !== 'cancel')
}

function parcelOf(world: World, order: Order, plan: ParcelPlan): Parcel {
  for (const part of plan.lines) {
    const line = openLines(order).find((one) => one.subItemId === part.subItemId)
    if (!line) throw new BusinessError('LINE_NOT_FOUND', `no open line ${part.subItemId}`)
    if (part.quantity > line.quantity - line.shippedQuantity)
      throw new BusinessError('LINE_QUANTITY', `line ${part.subItemId} has less left`)
    line.shippedQuantity += part.quantity
    if (line.shippedQuantity >= line.quantity) line.status = 'waitbuyerreceive'
  }
  const number = world.sequence.next().toString()
  return {
    logisticsId: `LP${number.slice(1)}`,
    waybillNo: plan.waybillNo ?? `7${number.slice(-14)}`,
    formerWaybillNos: [],
    courier: courierOf(plan.courierNo, order.seller.index),
    orderId: order.orderId,
    lines: plan.lines,
    status: 'CONSIGN',
    steps: [],
    shippedAt: world.clock.now(),
    signedAt: null,
    noLogistics: plan.noLogistics ?? false,
  }
}

function courierOf(no: string | undefined, sellerIndex: number): Courier {
  const courier = no === undefined ? COURIERS[sellerIndex % COURIERS.length] : COURIERS.find((one) => one.no === no)
  if (!courier) throw new BusinessError('COURIER_UNKNOWN', `no courier ${no ?? ''}`)
  return courier
}

/** A seller who ships closes a pending refund of unshipped goods (spec 5.3, 20). */
function closePendingRefunds(world: World, order: Order, parcels: readonly Parcel[]): void {
  const shipped = new Set(parcels.flatMap((parcel) => parcel.lines.map((line) => line.subItemId)))
  for (const refund of world.refunds.ofOrder(order.orderId)) {
    const notShipped = refund.goodsStatus === 'refundWaitSellerSend' && refund.entryIds.some((id) => shipped.has(id))
    if (notShipped) closeRefund(world, refund, { operator: 'seller', action: 'SELLER_SEND_GOODS_CLOSE' })
  }
}
