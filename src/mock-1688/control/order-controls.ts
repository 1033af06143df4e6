import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changeOrderPrice } from '../state/orders/change-price.ts'
import { closeOrder } from '../state/orders/close-order.ts'
import { confirmReceipt } from '../state/orders/confirm-receipt.ts'
import { type Order, totalFen } from '../state/orders/order.ts'
import { pushOrder } from '../state/orders/order-message.ts'
import { payOrder } from '../state/orders/pay-order.ts'
import { shipOrder } from '../state/parcels/ship-order.ts'
import type { World } from '../state/world.ts'
import { parcelPlans, shipSchema, shortPlans, shortSchema } from './parcel-plans.ts'
import { type Control, ControlError, control, found } from './respond.ts'
import { orderView, parcelView } from './views.ts'

const closeSchema = z.strictObject({
  by: z.enum(['seller', 'system', 'buyer', 'bops', 'credit']).default('seller'),
  reason: z.string().default('sellerGoodsLack'),
  remark: z.string().nullable().default(null),
})

const priceSchema = z.strictObject({
  goodsFen: z.number().int().nonnegative().optional(),
  shippingFeeFen: z.number().int().nonnegative().optional(),
})

const answerSchema = z.strictObject({ agree: z.boolean().default(true) })

const CLOSERS = {
  seller: 'CLOSE_TRADE_BY_SELLER',
  system: 'CLOSE_TRADE_BY_SYSTEM',
  buyer: 'CLOSE_TRADE_BY_BUYER',
  bops: 'CLOSE_TRADE_BY_BOPS',
  credit: 'CLOSE_TRADE_BY_CREADIT',
} as const

/** What the seller, or time, does with an order. */
export function orderControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/orders', {
    world,
    handle({ world: state, query }) {
      const orders = state.orders
        .newestFirst()
        .filter((order) => (query.status ?? order.status) === order.status && (query.outOrderId ?? order.outOrderId) === order.outOrderId)
      return { total: orders.length, orders: orders.slice(0, Number(query.limit ?? 50)).map(orderView) }
    },
  })
  control(server, 'GET', '/control/orders/:orderId', { world, handle: (at) => orderView(orderOf(at)) })
  control(server, 'POST', '/control/orders/:orderId/ship', {
    world,
    handle(at) {
      const order = orderOf(at)
      const parcels = shipOrder(at.world, order, parcelPlans(order, at.read(shipSchema)))
      return { orderId: order.orderId, status: order.status, parcels: parcels.map(parcelView) }
    },
  })
  control(server, 'POST', '/control/orders/:orderId/ship-short', {
    world,
    handle(at) {
      const order = orderOf(at)
      const parcels = shipOrder(at.world, order, shortPlans(order, at.read(shortSchema)))
      return { orderId: order.orderId, status: order.status, parcels: parcels.map(parcelView) }
    },
  })
  control(server, 'POST', '/control/orders/:orderId/close', {
    world,
    handle(at) {
      const order = orderOf(at)
      if (order.status !== 'waitbuyerpay' && order.status !== 'waitsellersend') throw new ControlError(409, `order is ${order.status}`)
      const { by, reason, remark } = at.read(closeSchema)
      closeOrder(at.world, order, { by: CLOSERS[by], reason, remark })
      return orderView(order)
    },
  })
  control(server, 'POST', '/control/orders/:orderId/price', {
    world,
    handle(at) {
      const order = orderOf(at)
      changeOrderPrice(at.world, order, at.read(priceSchema))
      return { orderId: order.orderId, totalFen: totalFen(order), abnormalPriceChange: order.abnormalPriceChange }
    },
  })
  control(server, 'POST', '/control/orders/:orderId/pay', {
    world,
    handle(at) {
      const order = orderOf(at)
      if (!payOrder(at.world, order, 'alipay')) throw new ControlError(409, `order is ${order.status}`)
      return orderView(order)
    },
  })
  control(server, 'POST', '/control/orders/:orderId/answer-address', {
    world,
    handle(at) {
      const order = orderOf(at)
      if (order.wantedAddress === null) throw new ControlError(409, 'no other address was asked for')
      if (at.read(answerSchema).agree) order.address = order.wantedAddress
      order.wantedAddress = null
      pushOrder(at.world, order, 'ORDER_BUYER_VIEW_ORDER_SELLER_MODIFY_ADRESS')
      return orderView(order)
    },
  })
  control(server, 'POST', '/control/orders/:orderId/receive', {
    world,
    handle(at) {
      const order = orderOf(at)
      if (order.status !== 'waitbuyerreceive') throw new ControlError(409, `order is ${order.status}`)
      confirmReceipt(at.world, order, null)
      return orderView(order)
    },
  })
}

function orderOf({ world, path }: Control): Order {
  return found(world.orders.find(path.orderId ?? ''), 'order')
}
