import type { FastifyInstance, FastifyReply } from 'fastify'
import type { CallbackSettings } from './notifier.ts'
import type { Payment } from './payments.ts'
import type { Fault, World } from './world.ts'

type Verb = 'pay' | 'clear' | 'fail' | 'expire' | 'reverse'
type Wish = { amount?: string; currency?: string; clears?: boolean; reason?: string }

/** What the outside world does to a payment, and how unreliable the line is. Unsigned: the mock listens on loopback. */
export function controlRoutes(server: FastifyInstance, world: World): void {
  server.get('/control/payments', () => ({ payments: world.payments.all() }))
  server.post<{ Params: { orderNo: string; verb: string }; Body: Wish | null }>('/control/payments/:orderNo/:verb', (request, reply) => {
    const payment = world.payments.findAny(request.params.orderNo)
    if (payment === undefined) return reply.code(404).send({ error: 'no such payment' })
    if (!isVerb(request.params.verb)) return reply.code(404).send({ error: 'no such verb' })
    return act(world, reply, payment, { verb: request.params.verb, wish: request.body ?? {} })
  })
  server.post<{ Body: Partial<CallbackSettings> }>('/control/callbacks', (request) => Object.assign(world.notifier.settings, request.body))
  server.get('/control/callbacks', () => ({ settings: world.notifier.settings, sent: world.notifier.sent }))
  server.post('/control/callbacks/release', () => ({ released: world.notifier.release() }))
  server.post('/control/callbacks/flush', async () => {
    await world.notifier.idle()
    return { sent: world.notifier.sent.length }
  })
  server.post<{ Body: Fault[] }>('/control/faults', (request) => {
    world.faults.next.push(...request.body)
    return { next: world.faults.next }
  })
  server.post<{ Body: { currencies: string[] } }>('/control/refused-currencies', (request) => {
    world.faults.refusedCurrencies = new Set(request.body.currencies)
    return { currencies: request.body.currencies }
  })
  server.post('/control/reset', () => {
    world.payments.clear()
    world.faults.next.length = 0
    world.save()
    return {}
  })
}

const MOVES: Record<Verb, { from: readonly Payment['status'][]; patch: (payment: Payment, wish: Wish) => Partial<Payment> }> = {
  pay: {
    from: ['INIT', 'FAILED', 'EXPIRED'],
    patch: (payment, { amount, currency, clears = true }) => ({
      status: clears ? 'SUCCESS' : 'PROCESSING',
      paidAmount: amount ?? payment.amount,
      paidCurrency: currency ?? payment.currency,
      statusReason: null,
    }),
  },
  clear: { from: ['PROCESSING'], patch: () => ({ status: 'SUCCESS' }) },
  fail: {
    from: ['INIT', 'PROCESSING'],
    patch: (_payment, { reason }) => ({ status: 'FAILED', statusReason: reason ?? 'declined by the bank' }),
  },
  expire: { from: ['INIT'], patch: () => ({ status: 'EXPIRED', statusReason: 'not paid in time' }) },
  reverse: {
    from: ['PROCESSING', 'SUCCESS'],
    patch: (_payment, { reason }) => ({ status: 'CHARGEBACK', statusReason: reason ?? 'charged back by the payer' }),
  },
}

/** Also what the buttons of the checkout page do. */
export function act(world: World, reply: FastifyReply, payment: Payment, { verb, wish }: { verb: Verb; wish: Wish }) {
  const move = MOVES[verb]
  if (!move.from.includes(payment.status)) return reply.code(409).send({ error: `cannot ${verb} a payment in ${payment.status}` })
  return world.payments.change(payment, move.patch(payment, wish))
}

function isVerb(text: string): text is Verb {
  return Object.hasOwn(MOVES, text)
}
