import type { FastifyInstance } from 'fastify'
import { act } from './control-routes.ts'
import type { Payment } from './payments.ts'
import type { World } from './world.ts'

/** The hosted page a payer is sent to: pay, pay slowly, or decline. No money is real here. */
export function checkoutPage(server: FastifyInstance, world: World): void {
  server.get<{ Params: { orderNo: string } }>('/checkout/:orderNo', (request, reply) => {
    const payment = world.payments.findAny(request.params.orderNo)
    if (payment === undefined) return reply.code(404).type('text/plain').send('No such payment')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page(payment))
  })
  server.post<{ Params: { orderNo: string; choice: string } }>('/checkout/:orderNo/:choice', (request, reply) => {
    const payment = world.payments.findAny(request.params.orderNo)
    if (payment === undefined) return reply.code(404).type('text/plain').send('No such payment')
    const { choice } = request.params
    act(world, reply, payment, choice === 'fail' ? { verb: 'fail', wish: {} } : { verb: 'pay', wish: { clears: choice !== 'slowly' } })
    return reply.sent ? reply : reply.redirect(`/checkout/${payment.merchantOrderNo}`, 303)
  })
}

function page({ merchantOrderNo, amount, currency, status }: Payment): string {
  const button = (choice: string, label: string) =>
    `<form method="post" action="/checkout/${encodeURIComponent(merchantOrderNo)}/${choice}"><button>${label}</button></form>`
  const choices = status === 'INIT' ? button('pay', 'Pay') + button('slowly', 'Pay, clears later') + button('fail', 'Decline') : ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox checkout</title>
<style>body{font:16px system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem}form{display:inline}button{font:inherit;padding:.5rem 1rem;margin:.25rem .5rem .25rem 0}</style>
<h1>Sandbox checkout</h1><p>No money is real here.</p>
<p><strong>${inText(amount)} ${inText(currency)}</strong><br>Reference ${inText(merchantOrderNo)}<br>Status ${inText(status)}</p>${choices}</html>`
}

const inText = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
