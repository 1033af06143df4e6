import type { FastifyInstance } from 'fastify'
import { yuan } from './protocol/money.ts'
import { type Order, totalFen } from './state/orders/order.ts'
import { payOrder } from './state/orders/pay-order.ts'
import type { World } from './state/world.ts'

type Asked = { Querystring: { orderId?: string } }

/** The page behind a pay link: a person looks at the orders and pays them. */
export function cashierRoutes(server: FastifyInstance, world: () => World): void {
  for (const url of ['/cashier', '/wireless-cashier']) {
    server.get<Asked>(url, (request, reply) => reply.type('text/html; charset=utf-8').send(page(ordersOf(world(), request.query.orderId))))
    server.post<Asked>(url, (request, reply) => {
      const orders = ordersOf(world(), request.query.orderId)
      for (const order of orders) payOrder(world(), order, 'alipay')
      return reply.type('text/html; charset=utf-8').send(page(orders))
    })
  }
}

function ordersOf(world: World, ids = ''): Order[] {
  return ids.split(';').flatMap((id) => world.orders.find(id) ?? [])
}

function page(orders: readonly Order[]): string {
  const open = orders.filter((order) => order.status === 'waitbuyerpay')
  const lines = orders
    .map(
      (order) =>
        `<li>${order.orderId}: ¥${yuan(totalFen(order))} <small>${order.status === 'waitbuyerpay' ? '' : order.status}</small></li>`,
    )
    .join('')
  const sum = yuan(open.reduce((total, order) => total + totalFen(order), 0))
  const button =
    open.length > 0 ? `<form method="post"><button>确认付款 · Pay ¥${sum}</button></form>` : '<p>没有待付款的订单 · Nothing to pay.</p>'
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>收银台 · Cashier</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem}</style>
<h1>收银台 · Cashier</h1><p>模拟页面，不发生真实扣款 · A mock: no money moves.</p><ul>${lines}</ul>${button}</html>`
}
